import { MODULE_STATES, type ModuleState } from '@nobet/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addUptime, readUptime, type Uptime, UPTIME_BUCKET_MS, UPTIME_BUCKETS } from './uptime.ts'

const START = Date.UTC(2026, 10, 22, 17)

describe('uptime', () => {
  it('spreads time over quarters of an hour', () => {
    const uptime = addUptime(new Map(), 'healthy', START - 60_000, START + 60_000)
    const [earlier, later] = readUptime(uptime, START + 120_000).slice(-2)
    expect(earlier).toMatchObject({ upMs: 60_000, unobservedMs: UPTIME_BUCKET_MS - 60_000 })
    expect(later).toEqual({
      start: new Date(START).toISOString(),
      upMs: 60_000,
      degradedMs: 0,
      downMs: 0,
      unobservedMs: 60_000,
    })
  })

  it('calls time before the first observation unobserved', () => {
    const buckets = readUptime(new Map(), START + 1_000)
    expect(buckets).toHaveLength(UPTIME_BUCKETS)
    expect(buckets.every(({ upMs, degradedMs, downMs }) => upMs + degradedMs + downMs === 0)).toBe(true)
    expect(buckets.at(-1)?.unobservedMs).toBe(1_000)
  })

  it('never counts unverified, stale or unknown time as up', () => {
    for (const state of ['needs-auth', 'stale', 'unknown'] as const) {
      const read = readUptime(addUptime(new Map(), state, START, START + 1_000), START + 1_000)
      expect(read.reduce((sum, { upMs }) => sum + upMs, 0)).toBe(0)
    }
  })

  it('law: the four parts of each bucket add up to its elapsed time', () => {
    const stretch = fc.record({ state: fc.constantFrom<ModuleState>(...MODULE_STATES), ms: fc.nat(4 * 3_600_000) })
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 20 }), (stretches) => {
        let now = START
        let uptime: Uptime = new Map()
        for (const { state, ms } of stretches) {
          uptime = addUptime(uptime, state, now, now + ms)
          now += ms
        }
        expect(uptime.size).toBeLessThanOrEqual(UPTIME_BUCKETS)
        for (const bucket of readUptime(uptime, now)) {
          const sum = bucket.upMs + bucket.degradedMs + bucket.downMs + bucket.unobservedMs
          expect(sum).toBe(Math.min(UPTIME_BUCKET_MS, now - Date.parse(bucket.start)))
        }
      }),
    )
  })
})
