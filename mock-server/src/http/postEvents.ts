import {
  CloudEvent,
  type Fault,
  findDataFaults,
  HTTP_LIMITS,
  type LoggedEvent,
  type Parsed,
  parseJsonWith,
  parseWith,
} from '@nobet/contracts'
import * as z from 'zod/mini'
import { mayPublish } from '@nobet/domain/access'
import { json, refuse } from './answers.ts'
import type { Call } from './call.ts'

/** `POST /events`: CloudEvents HTTP binding, structured, batch and binary; a batch is all or nothing. */
export async function postEvents({ player, caller, request }: Call): Promise<Response> {
  const text = await request.text()
  const media = (request.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
  const isBatch = media === 'application/cloudevents-batch+json'
  const bytes = new TextEncoder().encode(text).length
  if (bytes > (isBatch ? HTTP_LIMITS.batchBytes : HTTP_LIMITS.eventBytes)) return tooLarge(`${bytes} bytes`)
  const parsed = parse(media, text, request.headers)
  if (parsed === undefined) return refuse(415, 'unsupported-media-type', { title: 'Unsupported media type' })
  if (!parsed.ok) return invalid(parsed.faults)
  if (parsed.value.length > HTTP_LIMITS.batchEvents) return tooLarge(`${parsed.value.length} events`)
  const faults = parsed.value.flatMap((event, index) =>
    isBatch ? at(index, findDataFaults(event)) : findDataFaults(event),
  )
  if (faults.length > 0) return invalid(faults)
  if (!parsed.value.every((event) => mayPublish(caller, event))) return refuse(403, 'forbidden', { title: 'Forbidden' })
  return json({ cursors: player.publish(parsed.value.map((event) => withDefaults(event, player.now()))) }, 202)
}

function parse(media: string, text: string, headers: Headers): Parsed<CloudEvent[]> | undefined {
  switch (media) {
    case 'application/cloudevents+json':
      return one(parseJsonWith(CloudEvent, text))
    case 'application/cloudevents-batch+json':
      return parseJsonWith(z.array(CloudEvent), text)
    case 'application/json': {
      if (!headers.has('ce-specversion')) return undefined
      const data = parseJsonWith(z.unknown(), text)
      return data.ok ? one(parseWith(CloudEvent, { ...readAttributes(headers), data: data.value })) : data
    }
    default:
      return undefined
  }
}

const one = (parsed: Parsed<CloudEvent>): Parsed<CloudEvent[]> =>
  parsed.ok ? { ok: true, value: [parsed.value] } : parsed

const readAttributes = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    [...headers].flatMap(([name, value]) =>
      name.startsWith('ce-') ? [[name.slice('ce-'.length), decode(value)]] : [],
    ),
  )

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

const withDefaults = (event: CloudEvent, now: string): LoggedEvent => ({
  ...event,
  severity: event.severity ?? 'info',
  time: event.time ?? now,
})

const at = (index: number, faults: readonly Fault[]): Fault[] =>
  faults.map((fault) => ({ ...fault, path: `${index}.${fault.path}` }))

const invalid = (errors: readonly Fault[]) => refuse(400, 'invalid-event', { title: 'Invalid event', errors })
const tooLarge = (what: string) => refuse(413, 'too-large', { title: 'Too large', detail: `${what} is over the limit` })
