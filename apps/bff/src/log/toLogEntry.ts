import { type CloudEvent, formatCursor, type LoggedEvent, topicOf } from '@nobet/contracts'
import type { LogEntry } from './eventLog.ts'

export interface Arrival {
  readonly epoch: string
  readonly offset: number
  /** Wall clock, epoch milliseconds: the default of `time`. */
  readonly now: number
  /** Monotonic milliseconds. */
  readonly appendedAt: number
}

/** Gives an event its place, fills in the defaults and does once what every reader would repeat. */
export function toLogEntry(event: CloudEvent, arrival: Arrival): LogEntry {
  const cursor = formatCursor(arrival)
  const logged: LoggedEvent = {
    ...event,
    severity: event.severity ?? 'info',
    time: event.time ?? new Date(arrival.now).toISOString(),
  }
  const json = `{"cursor":"${cursor}","event":${JSON.stringify(logged)}}`
  return {
    offset: arrival.offset,
    cursor,
    event: logged,
    topic: topicOf(logged),
    json,
    bytes: Buffer.byteLength(json),
    appendedAt: arrival.appendedAt,
  }
}
