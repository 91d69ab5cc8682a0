import { fakeClock } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { createFlushPacer } from './flushPacer.ts'

const open = (costMs: number, waitMs = 0) => {
  const clock = fakeClock()
  let spent = 0
  let waited = 0
  let flushes = 0
  const timed = { ...clock, monotonic: () => clock.monotonic() + spent + waited, worked: () => spent }
  const flush = () => {
    flushes += 1
    spent += costMs
    waited += waitMs
  }
  const pacer = createFlushPacer(timed, flush, (run) => run())
  return { clock, pacer, flushes: () => flushes }
}

test('flushes at once while flushing takes little of the time, however long one flush is', async () => {
  const { clock, pacer, flushes } = open(10)
  for (let asked = 0; asked < 20; asked += 1) {
    pacer.request()
    expect(flushes()).toBe(asked + 1)
    await clock.advance(90)
  }
  expect(pacer.intervalMs()).toBe(0)
})

test('gathers for longer as flushing takes more of the time, 33 ms at most', async () => {
  const { clock, pacer, flushes } = open(100)
  for (let asked = 0; asked < 20; asked += 1) {
    pacer.request()
    await clock.advance(40)
  }
  expect(pacer.intervalMs()).toBe(33)
  pacer.request()
  const before = flushes()
  for (let asked = 0; asked < 5; asked += 1) pacer.request()
  expect(flushes()).toBe(before)
  await clock.advance(40)
  expect(flushes()).toBe(before + 1)
})

test('a flush that had to wait for a core is not called long', async () => {
  const { clock, pacer, flushes } = open(5, 45)
  for (let asked = 0; asked < 20; asked += 1) {
    pacer.request()
    expect(flushes()).toBe(asked + 1)
    await clock.advance(10)
  }
  expect(pacer.intervalMs()).toBe(0)
})

test('a stopped pacer flushes no more', async () => {
  const { clock, pacer, flushes } = open(100)
  for (let asked = 0; asked < 20; asked += 1) pacer.request()
  expect(clock.pendingTimers()).toBe(1)
  const before = flushes()
  pacer.stop()
  await clock.advance(100)
  pacer.request()
  expect(flushes()).toBe(before)
  expect(clock.pendingTimers()).toBe(0)
})
