import { expect, test } from 'vitest'
import { fakeClock } from './fakeClock.ts'

test('a timer runs at its own moment, in the order of moments', async () => {
  const clock = fakeClock(1_000)
  const seen: string[] = []
  clock.setTimer(() => seen.push(`late at ${clock.monotonic()}`), 30)
  clock.setTimer(() => seen.push(`early at ${clock.now()}`), 10)
  await clock.advance(29)
  expect(seen).toEqual(['early at 1010'])
  await clock.advance(1)
  expect(seen).toEqual(['early at 1010', 'late at 30'])
})

test('a timer set by a promise that a timer settled runs within the same advance', async () => {
  const clock = fakeClock()
  let runs = 0
  const turn = async () => {
    await new Promise<void>((resolve) => clock.setTimer(resolve, 10))
    runs += 1
    await turn()
  }
  void turn()
  await clock.advance(100)
  expect(runs).toBe(10)
})

test('a cancelled timer never runs and is not pending', async () => {
  const clock = fakeClock()
  const cancel = clock.setTimer(() => expect.unreachable(), 5)
  expect(clock.pendingTimers()).toBe(1)
  cancel()
  await clock.advance(10)
  expect(clock.pendingTimers()).toBe(0)
})

test('the wall clock may jump while durations stay true', () => {
  const clock = fakeClock(0)
  clock.shiftWall(-3_600_000)
  expect(clock.now()).toBe(-3_600_000)
  expect(clock.monotonic()).toBe(0)
})
