import { fakeClock } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { createFlushPacer } from './flushPacer.ts'

const open = (costMs: number) => {
  const clock = fakeClock()
  let spent = 0
  let flushes = 0
  const timed = { ...clock, monotonic: () => clock.monotonic() + spent }
  const flush = () => {
    flushes += 1
    spent += costMs
  }
  const pacer = createFlushPacer(timed, flush, (run) => run())
  return { clock, pacer, flushes: () => flushes }
}

test('flushes at once, and again at once, while flushes cost little', () => {
  const { pacer, flushes } = open(0.2)
  for (let asked = 0; asked < 5; asked += 1) pacer.request()
  expect(flushes()).toBe(5)
  expect(pacer.intervalMs()).toBe(0)
})

test('gathers for longer as flushes cost more, 33 ms at most', async () => {
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

test('a stopped pacer flushes no more', async () => {
  const { clock, pacer, flushes } = open(100)
  pacer.request()
  pacer.request()
  pacer.stop()
  await clock.advance(100)
  pacer.request()
  expect(flushes()).toBe(1)
  expect(clock.pendingTimers()).toBe(0)
})
