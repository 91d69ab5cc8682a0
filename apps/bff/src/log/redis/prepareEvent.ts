import { hash } from 'node:crypto'
import type { CloudEvent, LoggedEvent } from '@nobet/contracts'
import { toLoggedEvent } from '../toLogEntry.ts'
import { HASH_CHARS } from './appendScript.ts'

/** An event made ready for the append script. */
export interface PreparedEvent {
  readonly logged: LoggedEvent
  readonly json: string
  readonly bytes: number
  /** Of `(source, id)`: 128 bits, so that no publisher can build two that collide. */
  readonly hash: string
}

/** `now` is epoch milliseconds: the default of `time`. */
export function prepareEvent(event: CloudEvent, now: number): PreparedEvent {
  const logged = toLoggedEvent(event, now)
  const json = JSON.stringify(logged)
  // JSON keeps the two apart whatever characters they hold.
  const key = JSON.stringify([event.source, event.id])
  return {
    logged,
    json,
    bytes: Buffer.byteLength(json),
    hash: hash('sha256', key, 'base64url').slice(0, HASH_CHARS),
  }
}
