import { type Finding, HealthChanged, HealthChecked } from '@nobet/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeProbe } from './judgeProbe.ts'
import { judgeSilence } from './judgeSilence.ts'
import type { ProbeResult } from './probeResult.ts'
import { type ProbeTrack, startTrack } from './probeTrack.ts'
import { trackAfterChange, trackAfterCheck } from './resumeTrack.ts'

const START = Date.UTC(2026, 10, 22, 17)
const passed: ProbeResult = { outcome: 'passed', rungs: [], durationMs: 20 }
const failed = (code: Finding['code']): ProbeResult => ({
  ...passed,
  outcome: 'failed',
  rung: 'tcp',
  finding: { code },
})
const SILENCE = 'silence'
type Step = ProbeResult | typeof SILENCE
const anyStep = fc.constantFrom<Step[]>(
  passed,
  { ...passed, rung: 'list', finding: { code: 'list_slow' } } satisfies ProbeResult,
  failed('refused'),
  failed('list_timeout'),
  SILENCE,
)

/** What reaches another observer: the events' data as JSON, nothing else. */
const throughLog = <T>(schema: { parse: (value: unknown) => T }, data: T): T =>
  schema.parse(JSON.parse(JSON.stringify(data)))

function step(own: ProbeTrack, followed: ProbeTrack | undefined, what: Step, at: number) {
  if (what === SILENCE) {
    const silence = judgeSilence(own, at)
    if (silence === undefined) return { own, followed }
    const changed = throughLog(HealthChanged, silence.changed)
    return { own: silence.track, followed: trackAfterChange(followed, changed, at) }
  }
  const { track, checked } = judgeProbe(own, what, { at, random: 0.5 })
  return { own: track, followed: trackAfterCheck(followed, throughLog(HealthChecked, checked), at) }
}

describe('taking over from another observer', () => {
  it('law: at any moment the track read from the events equals the observer’s own', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1, maxLength: 30 }), (steps) => {
        let tracks: ReturnType<typeof step> = { own: startTrack({ at: START }), followed: undefined }
        steps.forEach((what, index) => {
          tracks = step(tracks.own, tracks.followed, what, START + (index + 1) * 25_000)
        })
        if (tracks.own.observedAt === null) return
        const { own, followed } = tracks
        if (followed === undefined) throw new Error('nothing was followed')
        expect(startTrack({ at: 0, resume: followed })).toEqual(own)
      }),
    )
  })

  it('goes on without a track in events that were written before there was one', () => {
    const { checked } = judgeProbe(startTrack({ at: START }), passed, { at: START, random: 0.5 })
    const { track: _none, ...older } = checked
    const first = trackAfterCheck(undefined, older, START)
    expect(trackAfterCheck(first, older, START + 10_000)).toMatchObject({ state: 'healthy', since: START })
  })
})
