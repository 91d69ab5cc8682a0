import { fakeClock } from '@nobet/testkit'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRateLimiter } from './rateLimiter.ts'

const LIMIT = { perSecond: 2, burst: 4 }

it('lets a rested caller spend the burst, then says how long to wait', async () => {
  const clock = fakeClock()
  const limiter = createRateLimiter(clock)
  for (let n = 0; n < LIMIT.burst; n += 1) expect(limiter.take('a', LIMIT)).toEqual({ allowed: true })
  expect(limiter.take('a', LIMIT)).toEqual({ allowed: false, retryAfterMs: 500 })
  expect(limiter.take('b', LIMIT)).toEqual({ allowed: true })
  await clock.advance(500)
  expect(limiter.take('a', LIMIT)).toEqual({ allowed: true })
})

it('never allows more than the burst plus what came back, whatever the pauses', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 60 }), async (pauses) => {
      const clock = fakeClock()
      const limiter = createRateLimiter(clock)
      let allowed = 0
      for (const pause of pauses) {
        clock.shiftWall(pause)
        await clock.advance(pause)
        if (limiter.take('a', LIMIT).allowed) allowed += 1
      }
      const elapsedS = pauses.reduce((sum, pause) => sum + pause, 0) / 1000
      expect(allowed).toBeLessThanOrEqual(LIMIT.burst + elapsedS * LIMIT.perSecond + 1e-6)
    }),
    { numRuns: 30 },
  )
})

it('forgets the longest unused bucket when there are too many', () => {
  const limiter = createRateLimiter(fakeClock(), 2)
  for (const key of ['a', 'b', 'c']) limiter.take(key, LIMIT)
  expect(limiter.size()).toBe(2)
})
