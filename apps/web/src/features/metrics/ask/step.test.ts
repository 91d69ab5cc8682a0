import fc from 'fast-check'
import { expect, it } from 'vitest'
import { POINTS_MAX } from '@nobet/domain/series'
import { alignSpan, readStep } from './step.ts'

const HOUR_MS = 3_600_000

it('is chosen round and fine enough for the width', () => {
  expect(readStep(undefined, HOUR_MS, 300)).toEqual({ ok: true, seconds: 15 })
  expect(readStep(undefined, 300_000, 300)).toEqual({ ok: true, seconds: 1 })
  expect(readStep(undefined, 366 * 24 * HOUR_MS, 300)).toMatchObject({ ok: true, seconds: 172_800 })
})

it('may be set by hand, but never to more points than Prometheus gives', () => {
  expect(readStep('5m', HOUR_MS, 300)).toEqual({ ok: true, seconds: 300 })
  expect(readStep('1s', 24 * HOUR_MS, 300)).toEqual({ ok: false, least: 8 })
  expect(readStep('8', 24 * HOUR_MS, 300)).toEqual({ ok: true, seconds: 8 })
})

it.each(['', 'abc', '0s', '-5s', '1.5m', '1ms'])('%j is no step', (text) => {
  expect(readStep(text, HOUR_MS, 300)).toEqual({ ok: false, least: null })
})

it('law: a chosen or accepted step never asks for too many points, and ends are whole steps', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 10_000, max: 366 * 24 * HOUR_MS }),
      fc.integer({ min: 1, max: 9_999 }),
      (spanMs, by) => {
        for (const step of [readStep(undefined, spanMs, 300), readStep(String(by), spanMs, 300)]) {
          if (!step.ok) continue
          const { start, end } = alignSpan({ from: 1_700_000_000_123, to: 1_700_000_000_123 + spanMs }, step.seconds)
          expect((end - start) / step.seconds).toBeLessThanOrEqual(POINTS_MAX)
          expect(start % step.seconds).toBe(0)
          expect(end).toBeGreaterThanOrEqual(start)
        }
      },
    ),
  )
})
