import { fakeClock } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { ATTEMPTS_MAX, ATTEMPTS_WINDOW_MS, createAttempts } from './attempts.ts'

const fail = (attempts: ReturnType<typeof createAttempts>, address: string, times: number) => {
  for (let i = 0; i < times; i += 1) attempts.failed(address)
}

test('an address waits after its bound of failures and only until the window ends', async () => {
  const clock = fakeClock()
  const attempts = createAttempts({ clock })
  fail(attempts, '10.0.0.1', ATTEMPTS_MAX - 1)
  expect(attempts.waitMs('10.0.0.1')).toBe(0)
  fail(attempts, '10.0.0.1', 1)
  await clock.advance(1_000)
  expect(attempts.waitMs('10.0.0.1')).toBe(ATTEMPTS_WINDOW_MS - 1_000)
  expect(attempts.waitMs('10.0.0.2')).toBe(0)
  await clock.advance(ATTEMPTS_WINDOW_MS)
  expect(attempts.waitMs('10.0.0.1')).toBe(0)
})

test('a network of IPv6 is one address', () => {
  const attempts = createAttempts({ clock: fakeClock() })
  for (let i = 0; i < ATTEMPTS_MAX; i += 1) attempts.failed(`2001:db8:1:2::${i}`)
  expect(attempts.waitMs('2001:db8:1:2::ffff')).toBeGreaterThan(0)
  expect(attempts.waitMs('2001:db8:1:3::1')).toBe(0)
})

test('a moved wall clock frees nobody', () => {
  const clock = fakeClock()
  const attempts = createAttempts({ clock })
  fail(attempts, 'a', ATTEMPTS_MAX)
  clock.shiftWall(3_600_000)
  expect(attempts.waitMs('a')).toBe(ATTEMPTS_WINDOW_MS)
})
