import { ALERT_LIMITS, type AlertView, type LogItem } from '@nobet/contracts'
import type { EventLog, LogEntry } from '../log/eventLog.ts'

/** What can explain an alert. Facts that alerts are made of (probes, samples) are not among them. */
const TYPES: ReadonlySet<string> = new Set([
  'mcp.catalogue.changed',
  'mcp.health.changed',
  'cache.policy.changed',
  'cache.ttl.changed',
  'gitops.app.drifted',
  'gitops.app.synced',
  'policy.violated',
  'console.started',
  'upstream.degraded',
  'upstream.recovered',
])
const PAGE = { count: 1_000, bytes: 4 * 1024 * 1024 }
/** So far back the log is read, whatever its times say. */
const PAGES_MAX = 20
const CHANGES_MAX = 20

/** The last changes before the alert began, newest first: of its module, and of what belongs to no module. */
export async function readChangesBefore(
  log: Pick<EventLog, 'bounds' | 'readBefore'>,
  { startsAt, module }: Pick<AlertView, 'startsAt' | 'module'>,
): Promise<LogItem[]> {
  const until = Date.parse(startsAt)
  const from = until - ALERT_LIMITS.changedBeforeMs
  const changes: LogItem[] = []
  let before = (log.bounds()?.head ?? -1) + 1
  for (let page = 0; page < PAGES_MAX && changes.length < CHANGES_MAX; page += 1) {
    const entries = await log.readBefore(before, PAGE)
    const [oldest] = entries
    if (oldest === undefined) break
    for (const { cursor, event } of entries.toReversed()) {
      if (isCause(event, { from, until, module })) changes.push({ cursor, event })
    }
    if (Date.parse(oldest.event.time) < from) break
    before = oldest.offset
  }
  return changes.slice(0, CHANGES_MAX)
}

function isCause(
  event: LogEntry['event'],
  { from, until, module }: { readonly from: number; readonly until: number; readonly module: string | undefined },
): boolean {
  if (!TYPES.has(event.type) || (event.module !== undefined && event.module !== module)) return false
  const at = Date.parse(event.time)
  return at >= from && at <= until
}
