import { fakeClock } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { type Breaker, createBreaker } from './breaker.ts'
import { BOUNDS } from './limits.ts'

const fail = (breaker: Breaker, times: number) => {
  for (let time = 0; time < times; time += 1) {
    breaker.enter()
    breaker.settle('fault')
  }
}

test('faults in a row open it; one good answer between begins the count anew', () => {
  const breaker = createBreaker(fakeClock())
  fail(breaker, BOUNDS.faultsToOpen - 1)
  breaker.enter()
  breaker.settle('ok')
  fail(breaker, BOUNDS.faultsToOpen - 1)
  expect(breaker.waitMs()).toBe(0)
  fail(breaker, 1)
  expect(breaker.waitMs()).toBe(BOUNDS.firstOpenMs)
  expect(breaker.enter()).toBe(false)
})

test('after the wait one tries while the others still wait; its success closes it', async () => {
  const clock = fakeClock()
  const breaker = createBreaker(clock)
  fail(breaker, BOUNDS.faultsToOpen)
  await clock.advance(BOUNDS.firstOpenMs)
  expect(breaker.enter()).toBe(true)
  expect(breaker.enter()).toBe(false)
  breaker.settle('ok')
  expect(breaker.waitMs()).toBe(0)
  expect(breaker.enter()).toBe(true)
})

test('each failed try doubles the wait, up to the longest', async () => {
  const clock = fakeClock()
  const breaker = createBreaker(clock)
  fail(breaker, BOUNDS.faultsToOpen)
  const waits: number[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    waits.push(breaker.waitMs())
    await clock.advance(breaker.waitMs())
    fail(breaker, 1)
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, BOUNDS.longestOpenMs])
})

test('faults of requests sent before it opened do not lengthen the wait', () => {
  const breaker = createBreaker(fakeClock())
  fail(breaker, BOUNDS.faultsToOpen)
  breaker.settle('fault')
  breaker.settle('fault')
  expect(breaker.waitMs()).toBe(BOUNDS.firstOpenMs)
})

test('a caller who leaves neither opens nor closes it, and lets the next one try', async () => {
  const clock = fakeClock()
  const breaker = createBreaker(clock)
  for (let time = 0; time < 20; time += 1) {
    breaker.enter()
    breaker.settle('neutral')
  }
  expect(breaker.waitMs()).toBe(0)
  fail(breaker, BOUNDS.faultsToOpen)
  await clock.advance(BOUNDS.firstOpenMs)
  breaker.enter()
  breaker.settle('neutral')
  expect(breaker.enter()).toBe(true)
})
