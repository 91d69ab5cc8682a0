import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeFreshness, type LinkQuality } from './judgeFreshness.ts'

const links: LinkQuality[] = ['live', 'fallback', 'poll', 'offline']

describe('freshness of a value', () => {
  it('is stale past twice its own interval, and live up to it', () => {
    const value = { observedAt: 0, intervalMs: 10_000, link: 'live' as const }
    expect(judgeFreshness({ ...value, now: 20_000 })).toBe('live')
    expect(judgeFreshness({ ...value, now: 20_001 })).toBe('stale')
  })

  it('is unknown when nothing was ever observed', () => {
    expect(judgeFreshness({ observedAt: null, intervalMs: 1, now: 5, link: 'live' })).toBe('unknown')
  })

  it('law: never live while offline or polling, and never fresher as time goes by', () => {
    const rank = { live: 0, cached: 1, stale: 2, unknown: 3 }
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), fc.constantFrom(...links), (intervalMs, age, more, link) => {
        const now = judgeFreshness({ observedAt: 0, intervalMs, now: age, link })
        const later = judgeFreshness({ observedAt: 0, intervalMs, now: age + more, link })
        expect(rank[later]).toBeGreaterThanOrEqual(rank[now])
        expect(now === 'live' && (link === 'offline' || link === 'poll')).toBe(false)
      }),
    )
  })
})
