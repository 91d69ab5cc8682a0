import * as z from 'zod/mini'
import { type Fault, parseWith } from '../parse.ts'
import type { CloudEvent, LoggedEvent } from './cloudEvent.ts'
import { EVENT_DATA, type EventDataOf, type EventType, isEventType } from './eventType.ts'

type Attributes = Pick<
  LoggedEvent,
  'specversion' | 'id' | 'source' | 'subject' | 'time' | 'datacontenttype' | 'module' | 'severity' | 'traceparent'
>

/** A logged event of the first set: `type` decides what `data` is. */
export type KnownEvent = {
  [T in EventType]: Attributes & { readonly type: T; readonly data: EventDataOf<T> }
}[EventType]

/** The event with its `data` checked, or `undefined` when the type is unknown or the data does not fit it. */
export function readKnownEvent(event: LoggedEvent): KnownEvent | undefined {
  if (!isEventType(event.type)) return undefined
  return z.safeParse(EVENT_DATA[event.type], event.data).success ? (event as unknown as KnownEvent) : undefined
}

/** What is wrong with the `data` of an event; nothing for types we do not know. */
export function findDataFaults(event: CloudEvent): Fault[] {
  if (!isEventType(event.type)) return []
  const parsed = parseWith(EVENT_DATA[event.type], event.data)
  if (parsed.ok) return []
  return parsed.faults.map((fault) => ({ ...fault, path: fault.path === '' ? 'data' : `data.${fault.path}` }))
}
