import type { UptimeBucket } from '@nobet/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeBucket } from '../../ui/UptimeBar.tsx'
import { mergeBuckets } from './mergeBuckets.ts'

const bucket = (over: Partial<UptimeBucket>): UptimeBucket => ({
  start: '2026-11-22T11:00:00Z',
  upMs: 0,
  degradedMs: 0,
  downMs: 0,
  unobservedMs: 0,
  ...over,
})
const anyBucket = fc
  .record({ upMs: fc.nat(), degradedMs: fc.nat(), downMs: fc.nat(), unobservedMs: fc.nat() })
  .map(bucket)
const sum = (buckets: readonly UptimeBucket[]) =>
  buckets.reduce((all, b) => all + b.upMs + b.degradedMs + b.downMs + b.unobservedMs, 0)

describe('a slice of uptime', () => {
  it('is down as soon as a part of it was down', () => {
    expect(judgeBucket(bucket({ upMs: 899, downMs: 1 }))).toBe('down')
  })

  it('is never up when most of it was not observed', () => {
    expect(judgeBucket(bucket({ upMs: 1, unobservedMs: 2 }))).toBe('unobserved')
    expect(judgeBucket(bucket({}))).toBe('unobserved')
  })
})

it('law: merging slices keeps every millisecond and the bound', () => {
  fc.assert(
    fc.property(fc.array(anyBucket, { maxLength: 200 }), fc.integer({ min: 1, max: 60 }), (buckets, most) => {
      const merged = mergeBuckets(buckets, most)
      expect(merged.length).toBeLessThanOrEqual(most)
      expect(sum(merged)).toBe(sum(buckets))
    }),
  )
})
