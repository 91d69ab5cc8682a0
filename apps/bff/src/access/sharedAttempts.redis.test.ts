import { waitFor } from '@nobet/testkit'
import { expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '../clock.ts'
import { startStandalone } from '../redis/redisServers.fixture.ts'
import { ATTEMPTS_MAX, ATTEMPTS_WINDOW_MS, type Attempts } from './attempts.ts'
import { createSharedAttempts } from './sharedAttempts.ts'

const GUESSER = '10.0.0.1'
vi.setConfig({ testTimeout: 120_000 })

/** Two panels on one Redis. */
async function openTwo() {
  const world = await startStandalone()
  onTestFinished(() => world.stop())
  const panel = async () => {
    const client = world.open(2_000)
    await waitFor(() => client.status === 'ready', { what: 'a connection to Redis' })
    return createSharedAttempts({ clock: systemClock, client })
  }
  return { world, panels: [await panel(), await panel()] as const }
}

const fail = (attempts: Attempts, times: number) => {
  for (let i = 0; i < times; i += 1) attempts.failed(GUESSER)
}

test('who guesses at one panel and then at another is stopped there after one try, and nobody else is', async () => {
  const { panels } = await openTwo()
  const [one, other] = panels
  fail(one, ATTEMPTS_MAX / 2)
  fail(other, ATTEMPTS_MAX / 2)
  await waitFor(() => one.waitMs(GUESSER) > 0 || other.waitMs(GUESSER) > 0, { what: 'the panel that counted last' })
  const late = one.waitMs(GUESSER) > 0 ? other : one
  late.failed(GUESSER)
  await waitFor(() => late.waitMs(GUESSER) > 0, { what: 'the other panel has heard of it' })
  expect(late.waitMs(GUESSER)).toBeLessThanOrEqual(ATTEMPTS_WINDOW_MS)
  expect(late.waitMs('10.0.0.2')).toBe(0)
})

test('while Redis is away each panel counts by itself', async () => {
  const { world, panels } = await openTwo()
  const [one, other] = panels
  await world.processes[0]?.kill()
  fail(one, ATTEMPTS_MAX)
  expect(one.waitMs(GUESSER)).toBeGreaterThan(0)
  expect(other.waitMs(GUESSER)).toBe(0)
})
