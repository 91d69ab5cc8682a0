import type { Clock } from '../../clock.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import type { TrafficSign } from '../../upstreams/trafficSign.ts'
import { type Check, checkHttp, type CheckOutcome, type CheckTarget } from './checkHttp.ts'
import { judgeUpstream, NO_TRAFFIC, type Traffic } from './judgeUpstream.ts'
import type { SourceFinding, SourceRegistry } from './sourceRegistry.ts'
import type { UpstreamTarget } from './upstreamTargets.ts'

const INTERVAL_MS = 15_000
/** What is not well is asked more often, so that its return is seen within one refresh. */
const TROUBLED_INTERVAL_MS = 3_000
/** Real traffic may bring a check forward, never closer than this to the last. */
const HASTENED_MS = 1_000
const BUDGET_MS = 3_000

export interface ReachabilityDeps {
  readonly clock: Clock
  readonly registry: SourceRegistry
  readonly metrics: Metrics
  readonly check?: Check
  /** Asks the panel's own Redis over a connection that is open already, of whatever kind it is. */
  readonly checkRedis?: Check | undefined
}

export interface Reachability {
  tell(id: string, sign: TrafficSign): void
  stop(): void
}

interface Watch {
  tell(sign: TrafficSign): void
  stop(): void
}

/** Asks every configured upstream now and then whether it answers, and weighs that with what real traffic shows. */
export function startReachability(deps: ReachabilityDeps, targets: readonly UpstreamTarget[]): Reachability {
  const watches = new Map<string, Watch>()
  for (const target of targets) {
    const { checks, ...source } = target
    if (checks.length > 0) watches.set(target.id, watch(deps, target))
    else deps.registry.report(source, { state: 'not_configured' })
  }
  return {
    tell: (id, sign) => watches.get(id)?.tell(sign),
    stop: () => watches.forEach((each) => each.stop()),
  }
}

function watch(deps: ReachabilityDeps, { checks, ...source }: UpstreamTarget): Watch {
  const { clock, registry } = deps
  const ended = new AbortController()
  let traffic = NO_TRAFFIC
  let isWell = true
  /** When the next check is due; `undefined` while one runs. */
  let dueAt: number | undefined
  let cancel = () => {}

  const turn = async () => {
    dueAt = undefined
    const outcomes = await Promise.all(checks.map((target) => checkOnce(deps, source.id, target, ended.signal)))
    if (ended.signal.aborted) return
    const finding = judgeUpstream(judge(outcomes), traffic, clock.monotonic())
    isWell = finding.state === 'live'
    registry.report(source, finding)
    turnIn(isWell ? INTERVAL_MS : TROUBLED_INTERVAL_MS)
  }
  const turnIn = (ms: number) => {
    cancel()
    dueAt = clock.monotonic() + ms
    cancel = clock.setTimer(() => void turn(), ms)
  }

  registry.expect(source)
  void turn()
  return {
    tell(sign) {
      traffic = weigh(traffic, sign, clock.monotonic())
      const isNews = (traffic.faults === 0) !== isWell
      if (isNews && dueAt !== undefined && dueAt - clock.monotonic() > HASTENED_MS) turnIn(HASTENED_MS)
    },
    stop() {
      ended.abort()
      cancel()
    },
  }
}

function weigh(traffic: Traffic, { reason, isAway }: TrafficSign, now: number): Traffic {
  if (reason === undefined) return { ...traffic, lastOkAt: now, faults: 0 }
  return { ...traffic, lastFaultAt: now, faults: traffic.faults + 1, reason, isAway }
}

async function checkOnce(
  deps: ReachabilityDeps,
  id: string,
  target: CheckTarget,
  ended: AbortSignal,
): Promise<CheckOutcome> {
  const check = deps.check ?? (id === 'redis' ? (deps.checkRedis ?? checkHttp) : checkHttp)
  const budget = new AbortController()
  const cancel = deps.clock.setTimer(() => budget.abort(), BUDGET_MS)
  const startedAt = deps.clock.monotonic()
  const outcome = await check(target, AbortSignal.any([budget.signal, ended]))
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
