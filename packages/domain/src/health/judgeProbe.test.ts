import { FINDINGS, HealthChanged, HealthChecked, type Finding } from '@nobet/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeProbe, type ProbeVerdict } from './judgeProbe.ts'
import type { ProbeResult } from './probeResult.ts'
import { type ProbeTrack, startTrack } from './probeTrack.ts'

const START = Date.UTC(2026, 10, 22, 17)
const good: ProbeResult = { outcome: 'passed', rungs: [], durationMs: 20 }
const slow: ProbeResult = { ...good, finding: { code: 'list_slow', params: { ms: 2_400 } }, rung: 'list' }
const failing = (code: Finding['code']): ProbeResult => ({
  outcome: 'failed',
  rungs: [],
  durationMs: 5,
  rung: 'tcp',
  finding: { code },
})
const refused = failing('refused')

interface Run {
  readonly track: ProbeTrack
  readonly verdicts: readonly ProbeVerdict[]
}

const probe = (results: readonly ProbeResult[], track = startTrack({ at: START })): Run =>
  results.reduce<Run>(
    (run, result, index) => {
      const verdict = judgeProbe(run.track, result, { at: START + (index + 1) * 10_000, random: 0.5 })
      return { track: verdict.track, verdicts: [...run.verdicts, verdict] }
    },
    { track, verdicts: [] },
  )

const states = (results: readonly ProbeResult[]) => probe(results).verdicts.map(({ checked }) => checked.state)

describe('the verdict on a probe', () => {
  it('calls a module healthy from its first good probe on', () => {
    const { verdicts } = probe([good, good])
    expect(verdicts.map(({ changed }) => changed?.to)).toEqual(['healthy', undefined])
    expect(verdicts[0]?.changed).toEqual({ from: 'unknown', to: 'healthy' })
  })

  it('shows the first failure as degraded, 1 of 3, and changes the state at the third in a row', () => {
    const { verdicts } = probe([good, refused, refused, refused, refused])
    expect(verdicts.map(({ checked }) => checked.state)).toEqual(['healthy', 'degraded', 'degraded', 'down', 'down'])
    expect(verdicts[1]?.checked).toMatchObject({
      failures: 1,
      failureThreshold: 3,
      reason: 'connection refused (1 of 3)',
    })
    expect(verdicts[3]?.changed).toMatchObject({
      from: 'degraded',
      to: 'down',
      rung: 'tcp',
      reason: 'connection refused',
    })
  })

  it('probes a failure again after 1 s and 3 s, then slower up to 30 s', () => {
    const { verdicts } = probe([good, ...Array.from({ length: 7 }, () => refused)])
    expect(verdicts.map(({ delayMs }) => delayMs)).toEqual([
      10_000, 1_000, 3_000, 10_000, 20_000, 30_000, 30_000, 30_000,
    ])
  })

  it('needs two good probes to bring a module back', () => {
    expect(states([refused, refused, refused, good, good])).toEqual(['degraded', 'degraded', 'down', 'down', 'healthy'])
    expect(states([good, refused, good, good])).toEqual(['healthy', 'degraded', 'degraded', 'healthy'])
  })

  it('starts counting again when a good probe comes between failures', () => {
    expect(states([good, refused, refused, good, refused, refused])).not.toContain('down')
  })

  it('calls a slow module degraded at once, though the probe passed', () => {
    const { verdicts } = probe([good, slow])
    expect(verdicts[1]?.checked).toMatchObject({ outcome: 'passed', state: 'degraded', failures: 0, rung: 'list' })
    expect(verdicts[1]?.checked.reason).toBe('listing took 2.4 s')
  })

  it('tells the kinds of broken apart, each confirmed by three of its own', () => {
    expect(states(Array.from({ length: 3 }, () => failing('auth_required'))).at(-1)).toBe('needs-auth')
    expect(states(Array.from({ length: 3 }, () => failing('list_timeout'))).at(-1)).toBe('wedged')
    const down = [refused, refused, refused]
    const stuck = failing('list_timeout')
    expect(states([...down, stuck, stuck])).toEqual(['degraded', 'degraded', 'down', 'down', 'down'])
    expect(states([...down, stuck, stuck, stuck]).at(-1)).toBe('wedged')
  })
})

const anyResult: fc.Arbitrary<ProbeResult> = fc.oneof(
  fc.constant(good),
  fc.constant(slow),
  fc.constantFrom(...FINDINGS).map(failing),
)

describe('laws of the verdict', () => {
  it('law: changes are exactly the steps between states, and each is what both schemas allow', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 30 }), (results) => {
        let state = 'unknown'
        for (const { checked, changed, track } of probe(results).verdicts) {
          expect(changed?.from ?? state).toBe(state)
          state = changed?.to ?? state
          expect(checked.state).toBe(state)
          expect(track.state).toBe(state)
          expect(HealthChecked.safeParse(checked).success).toBe(true)
          expect(changed === undefined || HealthChanged.safeParse(changed).success).toBe(true)
        }
      }),
    )
  })

  it('law: never healthy after a failure, and never worse than degraded on fewer than three in a row', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 30 }), (results) => {
        let serving = true
        for (const { checked } of probe(results).verdicts) {
          const { outcome, state, failures } = checked
          expect([outcome, state]).not.toEqual(['failed', 'healthy'])
          expect(!serving || failures === 0 || failures >= 3 || state === 'degraded').toBe(true)
          serving = ['healthy', 'degraded', 'unknown'].includes(state)
        }
      }),
    )
  })

  it('law: two good probes end every story well, and the wait is never over 30 s', () => {
    fc.assert(
      fc.property(
        fc.array(anyResult, { maxLength: 20 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (results, random) => {
          const { track } = probe(results)
          expect(probe([good, good], track).track.state).toBe('healthy')
          expect(judgeProbe(track, refused, { at: START, random }).delayMs).toBeLessThanOrEqual(30_000)
          const regular = judgeProbe(track, good, { at: START, random }).delayMs
          expect(regular).toBeGreaterThanOrEqual(8_000)
          expect(regular).toBeLessThanOrEqual(12_000)
        },
      ),
    )
  })
})
