import { type HealthChecked, type ModuleState, type RungResult, RUNGS } from '@nobet/contracts'
import type { Random } from '../player/random.ts'
import type { TimelineEntry } from '../world/mockWorld.ts'
import { toWorldInstant } from '../world/worldInstant.ts'
import type { FleetModule } from './fleet.ts'

const INTERVAL_MS = 10_000
const JITTER = 0.2
const FAILURE_THRESHOLD = 3
const SOURCE = '/nobet/probe'

/** A stretch of time, virtual milliseconds, end excluded. */
export interface Span {
  readonly fromMs: number
  readonly untilMs: number
}

/** When the world is laid out, and when the module is slow on `tools/list`. */
export interface CheckPlan extends Span {
  readonly slow?: readonly Span[]
}

/** The probes of one module with the changes of state they bring, as the panel's prober publishes them. */
export function layChecks(module: FleetModule, plan: CheckPlan, random: Random): TimelineEntry[] {
  const times = layTimes(plan, random)
  const firstOfLoop = times.find((at) => at >= 0) ?? plan.untilMs
  const entries: TimelineEntry[] = []
  let state: ModuleState = 'unknown'
  for (const [index, atMs] of times.entries()) {
    const nextAt = times[index + 1] ?? plan.untilMs + firstOfLoop
    const isSlow = (plan.slow ?? []).some((span) => atMs >= span.fromMs && atMs < span.untilMs)
    const data = toChecked(module, { nextAt, isSlow }, random)
    entries.push({ atMs, event: { type: 'mcp.health.checked', severity: 'debug', ...from(module), data } })
    if (data.state !== state) entries.push(toChange(module, atMs, state, data))
    state = data.state
  }
  return entries
}

function layTimes({ fromMs, untilMs }: Span, random: Random): number[] {
  const times: number[] = []
  for (let at = fromMs; at < untilMs; ) {
    times.push(at)
    at += Math.round(INTERVAL_MS * (1 + JITTER * (2 * random() - 1)))
  }
  return times
}

interface Check {
  readonly nextAt: number
  readonly isSlow: boolean
}

function toChecked(module: FleetModule, { nextAt, isSlow }: Check, random: Random): HealthChecked {
  const rungs = layRungs(module, isSlow, random)
  const { tools, resources, prompts, hash } = module.catalogue
  const listMs = rungs.find((rung) => rung.rung === 'list')?.ms ?? 0
  return {
    outcome: 'passed',
    state: isSlow ? 'degraded' : 'healthy',
    rungs,
    durationMs: round(rungs.reduce((sum, rung) => sum + (rung.ms ?? 0), 0)),
    failures: 0,
    failureThreshold: FAILURE_THRESHOLD,
    intervalMs: INTERVAL_MS,
    nextProbeAt: toWorldInstant(nextAt),
    finding: isSlow ? { code: 'list_slow', params: { ms: Math.round(listMs) } } : { code: 'ok' },
    ...(isSlow ? toSlowWords(listMs) : {}),
    era: 'legacy',
    protocolVersion: '2025-11-25',
    server: { name: module.id, version: module.version },
    catalogue: { tools: tools.length, resources: resources.length, prompts: prompts.length, hash: hash ?? '' },
    title: module.title,
    url: module.url,
  }
}

/** What a rung of a plain-http server on loopback takes, as a share of the whole probe. */
const SHARES = [
  ['dns', 0.005],
  ['tcp', 0.02],
  ['http', 0.2],
  ['auth', 0.01],
  ['era', 0.3],
  ['discover', 0.17],
  ['list', 0.3],
] as const

const SLOW_LIST_MS = 2_100

function layRungs({ probeMs }: FleetModule, isSlow: boolean, random: Random): RungResult[] {
  const passed = SHARES.map(([rung, share]): RungResult => {
    const ms = rung === 'list' && isSlow ? SLOW_LIST_MS * (1 + random() / 4) : probeMs * share * (0.8 + random() * 0.5)
    return { rung, status: 'passed', ms: round(ms) }
  })
  return RUNGS.map((rung) => passed.find((result) => result.rung === rung) ?? { rung, status: 'skipped' })
}

const toSlowWords = (listMs: number) => ({
  rung: 'list' as const,
  reason: `tools/list took ${(listMs / 1_000).toFixed(1)} s`,
  advice: 'Look at what the module does while it lists its tools: the server answers, the list is slow.',
})

function toChange(module: FleetModule, atMs: number, before: ModuleState, data: HealthChecked): TimelineEntry {
  const { state: to, rung, finding, reason, advice } = data
  return {
    atMs,
    event: {
      type: 'mcp.health.changed',
      severity: to === 'healthy' ? 'info' : 'warning',
      ...from(module),
      data: {
        from: before,
        to,
        ...(rung === undefined ? {} : { rung }),
        ...(finding === undefined ? {} : { finding }),
        ...(reason === undefined ? {} : { reason }),
        ...(advice === undefined ? {} : { advice }),
      },
    },
  }
}

const from = ({ id }: FleetModule) => ({ source: SOURCE, subject: id, module: id })

const round = (ms: number): number => Math.round(ms * 10) / 10
