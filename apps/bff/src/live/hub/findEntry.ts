import { parseCursor } from '@nobet/contracts'
import type { EventLog, LogEntry } from '../../log/eventLog.ts'

/** The entry a cursor names, while the log holds it. */
export async function findEntry(log: EventLog, cursor: string): Promise<LogEntry | undefined> {
  const at = parseCursor(cursor)
  if (at === undefined || at.offset < 1 || at.epoch !== log.bounds()?.epoch) return undefined
  const one = { count: 1, bytes: 1 }
  const [entry] = log.recent(at.offset - 1, one) ?? (await log.read(at.offset - 1, one))
  return entry?.offset === at.offset ? entry : undefined
}
