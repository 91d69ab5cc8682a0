import { type LoggedEvent, type ModuleState, readKnownEvent, type Severity, severityRank } from '@nobet/contracts'

/** Types a hand-over is made of; what the log is asked for. */
export const HAND_OVER_TYPES = [
  'alert.firing',
  'alert.resolved',
  'alert.acknowledged',
  'alert.unacknowledged',
  'silence.created',
  'silence.expired',
  'mcp.health.changed',
  'mcp.catalogue.changed',
  'cache.policy.changed',
  'cache.ttl.changed',
  'gitops.app.drifted',
  'gitops.app.synced',
  'policy.violated',
  'upstream.degraded',
  'upstream.recovered',
  'console.started',
] as const

export interface AlertStory {
  readonly fingerprint: string
  readonly alertname: string
  readonly module: string | undefined
  readonly severity: Severity
  readonly summary: string | undefined
  readonly startedAt: string
  /** How often it came in this time. */
  readonly times: number
  readonly endedAt: string | undefined
  readonly by: string | undefined
}

export interface HandOver {
  /** Came, and are not over, the worst first; then those that came or went and are over. */
  readonly open: readonly AlertStory[]
  readonly over: readonly AlertStory[]
  /** First state against last state of each module that ended elsewhere than it began. */
  readonly modules: readonly { readonly module: string; readonly from: ModuleState; readonly to: ModuleState }[]
  /** Everything else that changed, in the order it did. */
  readonly changes: readonly LoggedEvent[]
}

/** What the events of a stretch of the log come to, `events` in its order. */
export function toHandOver(events: readonly LoggedEvent[]): HandOver {
  const alerts = new Map<string, AlertStory>()
  const moved = new Map<string, { from: ModuleState; to: ModuleState }>()
  const changes: LoggedEvent[] = []
  for (const logged of events) {
    const event = readKnownEvent(logged)
    if (event?.type === 'alert.firing' || event?.type === 'alert.resolved') {
      const story = toStory(alerts.get(event.data.fingerprint), logged, event)
      alerts.set(story.fingerprint, story)
    } else if (event?.type === 'alert.acknowledged' || event?.type === 'alert.unacknowledged') {
      const before = alerts.get(event.data.fingerprint)
      const by = event.type === 'alert.acknowledged' ? event.data.by : undefined
      if (before === undefined) changes.push(logged)
      else alerts.set(before.fingerprint, { ...before, by })
    } else if (event?.type === 'mcp.health.changed' && event.module !== undefined) {
      moved.set(event.module, { from: moved.get(event.module)?.from ?? event.data.from, to: event.data.to })
    } else changes.push(logged)
  }
  const stories = [...alerts.values()].toSorted(
    (a, b) => severityRank(b.severity) - severityRank(a.severity) || Date.parse(a.startedAt) - Date.parse(b.startedAt),
  )
  return {
    open: stories.filter(({ endedAt }) => endedAt === undefined),
    over: stories.filter(({ endedAt }) => endedAt !== undefined),
    modules: [...moved].map(([module, states]) => ({ module, ...states })).filter(({ from, to }) => from !== to),
    changes,
  }
}

type AlertEvent = Extract<ReturnType<typeof readKnownEvent>, { type: 'alert.firing' | 'alert.resolved' }>

function toStory(before: AlertStory | undefined, logged: LoggedEvent, { type, data }: AlertEvent): AlertStory {
  const again = type === 'alert.firing' && before?.endedAt !== undefined
  return {
    fingerprint: data.fingerprint,
    alertname: data.alertname,
    module: logged.module,
    severity: logged.severity,
    summary: data.annotations['summary'],
    startedAt: before?.startedAt ?? data.startsAt,
    times: (before?.times ?? 1) + (again ? 1 : 0),
    endedAt: type === 'alert.resolved' ? (data.endsAt ?? logged.time) : undefined,
    by: again ? undefined : before?.by,
  }
}
