import { type CatalogueCounts, type HealthChanged, type HealthChecked, RUNGS, type RungResult } from '@nobet/contracts'
import { judgeProbe, type ProbeResult, severityOfState, startTrack } from '@nobet/domain/health'
import type { Random } from '../player/random.ts'
import type { TimelineEntry } from '../world/mockWorld.ts'
import { toWorldInstant } from '../world/worldInstant.ts'
import type { FleetModule } from './fleet.ts'

const SOURCE = '/nobet/probe'
const SLOW_LIST_MS = 2_100

/** What each rung of a plain-http server on loopback takes, as a share of the whole probe. */
const SHARES: Partial<Record<(typeof RUNGS)[number], number>> = {
  dns: 0.005,
  tcp: 0.02,
  http: 0.2,
  auth: 0.01,
  era: 0.3,
  discover: 0.17,
  list: 0.3,
}

/** A stretch of time, virtual milliseconds, end excluded. */
export interface Span {
  readonly fromMs: number
  readonly untilMs: number
}

/** When the world is laid out, and when the module is slow on `tools/list`. */
export interface CheckPlan extends Span {
  readonly slow?: readonly Span[]
}

/** The probes of one module and the changes of state they bring, judged by the panel's own rules. */
export function layChecks(module: FleetModule, plan: CheckPlan, random: Random): TimelineEntry[] {
  const changes: TimelineEntry[] = []
  const checks: { readonly atMs: number; readonly checked: HealthChecked }[] = []
  let track = startTrack({ at: plan.fromMs })
  for (let at = plan.fromMs; at < plan.untilMs; ) {
    const isSlow = (plan.slow ?? []).some((span) => at >= span.fromMs && at < span.untilMs)
    const verdict = judgeProbe(track, toResult(module, isSlow, random), { at, random: random() })
    checks.push({ atMs: at, checked: verdict.checked })
    if (verdict.changed !== undefined) changes.push(toChanged(module, at, verdict.changed))
    track = verdict.track
    at += Math.round(verdict.delayMs)
  }
  const again = plan.untilMs + (checks.find(({ atMs }) => atMs >= 0)?.atMs ?? 0)
  // The last probe of the loop is followed by the first of the next turn.
  const entries = checks.map(({ atMs, checked }, index) =>
    toChecked(module, atMs, { ...checked, nextProbeAt: toWorldInstant(checks[index + 1]?.atMs ?? again) }),
  )
  return [...entries, ...changes]
}

function toResult(module: FleetModule, isSlow: boolean, random: Random): ProbeResult {
  const rungs = RUNGS.map((rung) => layRung(module, rung, { isSlow, random }))
  const ms = rungs.find(({ rung }) => rung === 'list')?.ms ?? 0
  return {
    outcome: 'passed',
    rungs,
    durationMs: round(rungs.reduce((sum, rung) => sum + (rung.ms ?? 0), 0)),
    ...(isSlow ? { rung: 'list', finding: { code: 'list_slow', params: { ms: Math.round(ms) } } } : {}),
    era: 'legacy',
    protocolVersion: '2025-11-25',
    server: { name: module.id, version: module.version },
    catalogue: countCatalogue(module),
  }
}

function layRung(
  { probeMs }: FleetModule,
  rung: (typeof RUNGS)[number],
  { isSlow, random }: { readonly isSlow: boolean; readonly random: Random },
): RungResult {
  const share = SHARES[rung]
  if (share === undefined) return { rung, status: 'skipped' }
  const ms = rung === 'list' && isSlow ? SLOW_LIST_MS * (1 + random() / 4) : probeMs * share * (0.8 + random() / 2)
  return { rung, status: 'passed', ms: round(ms) }
}

const countCatalogue = ({ catalogue }: FleetModule): CatalogueCounts => ({
  tools: catalogue.tools.length,
  resources: catalogue.resources.length,
  prompts: catalogue.prompts.length,
  hash: catalogue.hash ?? '',
})

const toChecked = ({ id, title, url }: FleetModule, atMs: number, checked: HealthChecked): TimelineEntry => ({
  atMs,
  event: {
    type: 'mcp.health.checked',
    source: SOURCE,
    subject: id,
    module: id,
    severity: checked.outcome === 'passed' ? 'debug' : 'warning',
    data: { ...checked, title, url },
  },
})

const toChanged = ({ id }: FleetModule, atMs: number, changed: HealthChanged): TimelineEntry => ({
  atMs,
  event: {
    type: 'mcp.health.changed',
    source: SOURCE,
    subject: id,
    module: id,
    severity: severityOfState(changed.to),
    data: changed,
  },
})

const round = (ms: number): number => Math.round(ms * 10) / 10
