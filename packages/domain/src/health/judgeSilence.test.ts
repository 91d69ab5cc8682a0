import type { ModuleView } from '@nobet/contracts'
import { describe, expect, it } from 'vitest'
import { judgeProbe } from './judgeProbe.ts'
import { asReadAt, judgeSilence } from './judgeSilence.ts'
import type { ProbeResult } from './probeResult.ts'
import { startTrack } from './probeTrack.ts'

const START = Date.UTC(2026, 10, 22, 17)
const good: ProbeResult = { outcome: 'passed', rungs: [], durationMs: 20 }
const refused: ProbeResult = { outcome: 'failed', rungs: [], durationMs: 1, rung: 'tcp', finding: { code: 'refused' } }
const after = (results: readonly ProbeResult[]) =>
  results.reduce(
    (track, result) => judgeProbe(track, result, { at: START, random: 0.5 }).track,
    startTrack({ at: START }),
  )

describe('silence', () => {
  it('is told once, after two intervals without an observation', () => {
    const track = after([good])
    expect(judgeSilence(track, START + 20_000)).toBeUndefined()
    const silence = judgeSilence(track, START + 20_001)
    expect(silence?.changed).toMatchObject({ from: 'healthy', to: 'stale', finding: { code: 'not_observed' } })
    expect(silence && judgeSilence(silence.track, START + 60_000)).toBeUndefined()
  })

  it('is not told of a module never observed, which stays unknown', () => {
    expect(judgeSilence(startTrack({ at: START }), START + 3_600_000)).toBeUndefined()
  })

  it('ends with the next probe, and what was known before goes on', () => {
    const healthy = judgeSilence(after([good]), START + 30_000)
    const down = judgeSilence(after([refused, refused, refused]), START + 90_000)
    if (healthy === undefined || down === undefined) throw new Error('expected silence')
    const moment = { at: START + 100_000, random: 0.5 }
    expect(judgeProbe(healthy.track, good, moment).changed).toMatchObject({ from: 'stale', to: 'healthy' })
    expect(judgeProbe(healthy.track, refused, moment).changed).toMatchObject({ from: 'stale', to: 'degraded' })
    expect(judgeProbe(down.track, good, moment).changed).toMatchObject({ from: 'stale', to: 'down' })
  })
})

describe('reading a view', () => {
  const view: ModuleView = {
    id: 'finbot',
    title: 'FinBot',
    url: null,
    state: 'healthy',
    since: new Date(START - 60_000).toISOString(),
    observedAt: new Date(START).toISOString(),
    intervalMs: 10_000,
    nextProbeAt: null,
    failures: 0,
    failureThreshold: 3,
    rungs: [],
    recent: [],
    latencyMs: null,
    durationMs: null,
  }

  it('never shows an observation older than two intervals as present', () => {
    expect(asReadAt(view, START + 20_000)).toBe(view)
    expect(asReadAt(view, START + 20_001)).toMatchObject({
      state: 'stale',
      since: new Date(START + 20_000).toISOString(),
      observedAt: view.observedAt,
      finding: { code: 'not_observed' },
    })
  })

  it('leaves alone what was never observed', () => {
    const unseen = { ...view, observedAt: null, state: 'unknown' as const }
    expect(asReadAt(unseen, START + 3_600_000)).toBe(unseen)
  })
})
