import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BACKOFF_CAP_MS, fullJitter, readRetryAfter, spreadRetry } from './backoff.ts'

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('backing off', () => {
  it('waits anywhere up to a ceiling that doubles and is capped', () => {
    expect([1, 2, 3, 4].map((attempt) => fullJitter(attempt, () => 1))).toEqual([1_000, 2_000, 4_000, 8_000])
    fc.assert(
      fc.property(fc.nat(10_000), share, (attempt, random) => {
        const wait = fullJitter(attempt, () => random)
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(BACKOFF_CAP_MS)
      }),
    )
  })

  it('never undercuts what the server asked for', () => {
    fc.assert(
      fc.property(fc.nat(300_000), share, (asked, random) => {
        expect(spreadRetry(asked, () => random)).toBeGreaterThanOrEqual(asked)
      }),
    )
  })

  it('reads Retry-After in both of its forms', () => {
    expect(readRetryAfter('7', 0)).toBe(7_000)
    expect(readRetryAfter('Thu, 01 Jan 1970 00:00:09 GMT', 4_000)).toBe(5_000)
    expect(readRetryAfter('soon', 0)).toBeUndefined()
    expect(readRetryAfter(null, 0)).toBeUndefined()
  })
})
