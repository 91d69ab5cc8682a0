import { type CloudEvent, type Fault, HTTP_LIMITS, type Parsed, parseJsonWith } from '@nobet/contracts'
import * as z from 'zod/mini'
import type { ContentMode } from './contentMode.ts'
import { decodeBinary } from './decodeBinary.ts'
import { decodeEvent } from './decodeEvent.ts'

export type DecodedRequest =
  | { readonly kind: 'events'; readonly events: readonly CloudEvent[] }
  | { readonly kind: 'invalid'; readonly faults: readonly Fault[] }
  | { readonly kind: 'tooLarge'; readonly detail: string }

const FAULTS_MAX = 100

/** The events of a request, all or nothing; a fault of a batch names the event by its index. */
export function decodeRequest(mode: ContentMode, headers: Headers, body: string): DecodedRequest {
  switch (mode.kind) {
    case 'structured':
      return decodeOne(parseJsonWith(z.unknown(), body))
    case 'binary':
      return decodeOne(decodeBinary(headers, mode.contentType, body))
    case 'batch':
      return decodeBatch(body)
  }
}

function decodeOne(read: Parsed<unknown>): DecodedRequest {
  const event = read.ok ? decodeEvent(read.value) : read
  return event.ok ? { kind: 'events', events: [event.value] } : { kind: 'invalid', faults: event.faults }
}

function decodeBatch(body: string): DecodedRequest {
  const list = parseJsonWith(z.array(z.unknown()), body)
  if (!list.ok) return { kind: 'invalid', faults: list.faults }
  if (list.value.length > HTTP_LIMITS.batchEvents) {
    return { kind: 'tooLarge', detail: `a batch holds at most ${HTTP_LIMITS.batchEvents} events` }
  }
  const large = list.value.findIndex((event) => isTooLarge(event, body))
  if (large >= 0) {
    return { kind: 'tooLarge', detail: `event ${large} is larger than ${HTTP_LIMITS.eventBytes} bytes` }
  }
  const events: CloudEvent[] = []
  const faults: Fault[] = []
  list.value.forEach((input, index) => {
    const event = decodeEvent(input)
    if (event.ok) events.push(event.value)
    else faults.push(...event.faults.map((fault) => at(index, fault)))
  })
  return faults.length > 0 ? { kind: 'invalid', faults: faults.slice(0, FAULTS_MAX) } : { kind: 'events', events }
}

/** A batch no larger than one event may be holds no event that is too large: most are not measured at all. */
const isTooLarge = (event: unknown, body: string): boolean =>
  body.length * 3 > HTTP_LIMITS.eventBytes && Buffer.byteLength(JSON.stringify(event)) > HTTP_LIMITS.eventBytes

const at = (index: number, { path, expected }: Fault): Fault => ({
  path: path === '' ? `${index}` : `${index}.${path}`,
  expected,
})
