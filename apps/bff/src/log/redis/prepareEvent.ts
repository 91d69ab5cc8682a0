import { hash } from 'node:crypto'
import type { CloudEvent, LoggedEvent } from '@nobet/contracts'

const NEWLINE = 0x0a
/** Short and plain enough to be its own key; a hash has no tab and so is never taken for one. */
const PLAIN_KEY = /^[!-~]{1,40}\t[!-~]{1,40}$/

/** An event made ready for the append script. */
export interface PreparedEvent {
  /** As it was given. */
  readonly event: CloudEvent
  readonly json: string
  /** Takes the place of the JSON's closing brace: the defaults filled in. ASCII. */
  readonly rest: string
  /** The length of the whole in UTF-8. */
  readonly bytes: number
  /** Of `(source, id)`; no publisher can build two that collide. One line of ASCII. */
  readonly key: string
  /** ISO 8601: the default of `time`. */
  readonly preparedAt: string
}

/** `preparedAt` (ISO 8601) is the default of `time`. */
export function prepareEvent(event: CloudEvent, preparedAt: string): PreparedEvent {
  const json = JSON.stringify(event)
  // Put into the text: a copy of the event with two more fields takes longer to make and to serialise than the event.
  const severity = event.severity === undefined ? ',"severity":"info"' : ''
  const rest = event.time === undefined ? `${severity},"time":"${preparedAt}"}` : `${severity}}`
  return { event, json, rest, bytes: Buffer.byteLength(json) - 1 + rest.length, key: toKey(event), preparedAt }
}

/** The event as its JSON says it. */
export const toLogged = ({ event, preparedAt }: PreparedEvent): LoggedEvent => ({
  ...event,
  severity: event.severity ?? 'info',
  time: event.time ?? preparedAt,
})

/** The events one a line, as bytes: Node is slow to turn a long text of many parts into them. */
export function toLines(events: readonly PreparedEvent[]): Buffer {
  const size = events.reduce((sum, event) => sum + event.bytes + 1, -1)
  const lines = Buffer.allocUnsafe(Math.max(0, size))
  let at = 0
  for (const { json, rest } of events) {
    if (at > 0) lines[at++] = NEWLINE
    at += lines.write(json, at) - 1
    at += lines.write(rest, at, 'latin1')
  }
  return lines
}

function toKey({ source, id }: Pick<CloudEvent, 'source' | 'id'>): string {
  const key = `${source}\t${id}`
  // JSON keeps the two apart whatever characters they hold.
  return PLAIN_KEY.test(key) ? key : hash('sha256', JSON.stringify([source, id]), 'base64url').slice(0, 22)
}
