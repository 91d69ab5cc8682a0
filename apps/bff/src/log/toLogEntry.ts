import { type CloudEvent, formatCursor, type LoggedEvent, topicOf } from '@nobet/contracts'
import type { LogEntry } from './eventLog.ts'

export interface Place {
  readonly epoch: string
  readonly offset: number
  /** Monotonic milliseconds. */
  readonly appendedAt: number
}

export interface Arrival extends Place {
  /** Wall clock, epoch milliseconds: the default of `time`. */
  readonly now: number
}

/** Gives an event its place, fills in the defaults and does once what every reader would repeat. */
export function toLogEntry(event: CloudEvent, arrival: Arrival): LogEntry {
  const logged = toLoggedEvent(event, arrival.now)
  const json = JSON.stringify(logged)
  return toPlacedEntry(logged, json, Buffer.byteLength(json), arrival)
}

/** The event with its defaults filled in; `now` is epoch milliseconds. */
export function toLoggedEvent(event: CloudEvent, now: number): LoggedEvent {
  return { ...event, severity: event.severity ?? 'info', time: event.time ?? new Date(now).toISOString() }
}

/** An event whose JSON is ready, at its place. `eventBytes` is the JSON's length in UTF-8. */
export function toPlacedEntry(logged: LoggedEvent, eventJson: string, eventBytes: number, place: Place): LogEntry {
  const cursor = formatCursor(place)
  const before = `{"cursor":"${cursor}","event":`
  const json = `${before}${eventJson}}`
  return {
    offset: place.offset,
    cursor,
    event: logged,
    topic: topicOf(logged),
    json,
    // Not asked of `json`: that would join its parts now, for entries that nobody may read.
    bytes: before.length + eventBytes + 1,
    appendedAt: place.appendedAt,
  }
}
