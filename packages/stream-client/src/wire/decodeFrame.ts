import {
  type Cursor,
  type Events,
  type LogItem,
  parseCursor,
  parseWith,
  SEVERITIES,
  ServerFrame,
} from '@nobet/contracts'

/** A frame, one of an op we do not know (servers may add some), or something that is no frame. */
export type Decoded =
  | { readonly kind: 'frame'; readonly frame: ServerFrame }
  | { readonly kind: 'unknown'; readonly op: string }
  /** `mayHoldEvents` unless it is known to be of an op that carries none. */
  | { readonly kind: 'malformed'; readonly detail: string; readonly mayHoldEvents: boolean }

const KNOWN_OPS: ReadonlySet<string> = new Set<ServerFrame['op']>([
  'welcome',
  'subscribed',
  'events',
  'lagged',
  'pong',
  'heartbeat',
  'error',
  'goodbye',
])

/**
 * Text of a frame to a frame. `events` are checked field by field instead of by schema: at thousands of events a
 * second each one pays only for the fields that the link itself and every reader rely on.
 */
export function decodeFrame(text: string): Decoded {
  const json = readJson(text)
  if (!isRecord(json) || typeof json['op'] !== 'string') return malformed('not a JSON object with an op')
  if (!KNOWN_OPS.has(json['op'])) return { kind: 'unknown', op: json['op'] }
  if (json['op'] === 'events') return decodeEvents(json)
  const parsed = parseWith(ServerFrame, json)
  if (parsed.ok) return { kind: 'frame', frame: parsed.value }
  const faults = parsed.faults.map((fault) => `${fault.path} ${fault.expected}`).join('; ')
  return { kind: 'malformed', detail: `${json['op']}: ${faults}`, mayHoldEvents: json['op'] === 'lagged' }
}

/** JSON text to a value, or `undefined`. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether each item has a readable cursor and the attributes of an event that every reader relies on. */
export const areLogItems = (value: unknown): value is LogItem[] => Array.isArray(value) && value.every(isLogItem)

export const isCursor = (value: unknown): value is Cursor =>
  typeof value === 'string' && parseCursor(value) !== undefined

function decodeEvents(json: Record<string, unknown>): Decoded {
  if (!isCursor(json['from']) || !isCursor(json['until'])) return malformed('events: from and until must be cursors')
  if (!areLogItems(json['events'])) return malformed('events: an item without a cursor or a whole event')
  // Every field of the type has just been checked, but for the attributes that no reader depends on.
  return { kind: 'frame', frame: json as unknown as Events }
}

const SEVERITY_SET: ReadonlySet<unknown> = new Set(SEVERITIES)

function isLogItem(item: unknown): boolean {
  if (!isRecord(item) || !isCursor(item['cursor']) || !isRecord(item['event'])) return false
  const event = item['event']
  return (
    typeof event['id'] === 'string' &&
    typeof event['type'] === 'string' &&
    typeof event['source'] === 'string' &&
    typeof event['time'] === 'string' &&
    SEVERITY_SET.has(event['severity'])
  )
}

const malformed = (detail: string): Decoded => ({ kind: 'malformed', detail, mayHoldEvents: true })
