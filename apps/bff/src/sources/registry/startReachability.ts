import type { Clock } from '../../clock.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import { type Check, checkHttp, type CheckOutcome } from './checkHttp.ts'
import type { SourceFinding, SourceRegistry } from './sourceRegistry.ts'
import type { UpstreamTarget } from './upstreamTargets.ts'

const INTERVAL_MS = 15_000
const BUDGET_MS = 3_000

export interface ReachabilityDeps {
  readonly clock: Clock
  readonly registry: SourceRegistry
  readonly metrics: Metrics
  readonly check?: Check
  /** Asks the panel's own Redis over a connection that is open already, of whatever kind it is. */
  readonly checkRedis?: Check | undefined
}

/** Asks every configured upstream now and then whether it answers; the rest stay `not_configured`. */
export function startReachability(deps: ReachabilityDeps, targets: readonly UpstreamTarget[]): { stop(): void } {
  const stops = targets.map((target) => {
    const { id, kind, key, use, checks } = target
    if (checks.length > 0) return watch(deps, target)
    deps.registry.report({ id, kind, key, use }, { state: 'not_configured' })
    return () => {}
  })
  return { stop: () => stops.forEach((stop) => stop()) }
}

function watch(deps: ReachabilityDeps, { checks, ...source }: UpstreamTarget): () => void {
  const ended = new AbortController()
  let cancel = () => {}
  const turn = async () => {
    const outcomes = await Promise.all(checks.map((url) => checkOnce(deps, source.id, url, ended.signal)))
    if (ended.signal.aborted) return
    deps.registry.report(source, judge(outcomes))
    cancel = deps.clock.setTimer(() => void turn(), INTERVAL_MS)
  }
  deps.registry.expect(source)
  void turn()
  return () => {
    ended.abort()
    cancel()
  }
}

async function checkOnce(deps: ReachabilityDeps, id: string, url: string, ended: AbortSignal): Promise<CheckOutcome> {
  const check = deps.check ?? (id === 'redis' ? (deps.checkRedis ?? checkHttp) : checkHttp)
  const budget = new AbortController()
  const cancel = deps.clock.setTimer(() => budget.abort(), BUDGET_MS)
  const startedAt = deps.clock.monotonic()
  const outcome = await check(url, AbortSignal.any([budget.signal, ended]))
  cancel()
  const seconds = (deps.clock.monotonic() - startedAt) / 1000
  deps.metrics.upstreamSeconds.observe({ upstream: id, outcome: outcome.kind }, seconds)
  return outcome
}

/** Several peers: all answer is live, some is degraded, none is unavailable. */
function judge(outcomes: readonly CheckOutcome[]): SourceFinding {
  const reasons = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.reason] : []))
  if (reasons.length === 0) return { state: 'live' }
  const error = [...new Set(reasons)].join('; ')
  return { state: reasons.length < outcomes.length ? 'degraded' : 'unavailable', error }
}
