import * as z from 'zod/mini'
import { User } from '../access/role.ts'
import { Cursor } from '../cursor.ts'
import { LoggedEvent } from '../event/cloudEvent.ts'
import { Timestamp } from '../time.ts'
import { Recovery } from './recovery.ts'

const FrameId = z.union([z.string(), z.number()])

/** One event with its place in the log. */
export const LogItem = z.looseObject({ cursor: Cursor, event: LoggedEvent })
export type LogItem = z.infer<typeof LogItem>

export const Welcome = z.looseObject({
  op: z.literal('welcome'),
  session: z.string(),
  /** Head of the log. Never resume from it: resume from the newest `until` or `heartbeat.cursor`. */
  cursor: Cursor,
  user: User,
  heartbeatMs: z.number(),
  receiptRate: z.number(),
  recovery: Recovery,
})
export type Welcome = z.infer<typeof Welcome>

export const Subscribed = z.looseObject({
  op: z.literal('subscribed'),
  id: FrameId,
  cursor: Cursor,
  topics: z.array(z.string()),
  denied: z.array(z.string()),
  recovery: z.optional(Recovery),
})
export type Subscribed = z.infer<typeof Subscribed>

/** All that this session may see in `(from, until]`. With `recovery`, the answer to that `subscribe`. */
export const Events = z.looseObject({
  op: z.literal('events'),
  events: z.array(LogItem),
  from: Cursor,
  until: Cursor,
  recovery: z.optional(FrameId),
})
export type Events = z.infer<typeof Events>

/** The log dropped what this session had not read; `lost: null` when the epoch changed. */
export const Lagged = z.looseObject({
  op: z.literal('lagged'),
  from: Cursor,
  until: Cursor,
  lost: z.nullable(z.number()),
})
export type Lagged = z.infer<typeof Lagged>

export const Pong = z.looseObject({ op: z.literal('pong'), id: z.optional(FrameId), time: Timestamp })
export type Pong = z.infer<typeof Pong>

export const Heartbeat = z.looseObject({ op: z.literal('heartbeat'), cursor: Cursor, time: Timestamp })
export type Heartbeat = z.infer<typeof Heartbeat>

export const ERROR_CODES = [
  'bad_message',
  'unauthorized',
  'forbidden',
  'unknown_topic',
  'too_large',
  'rate_limited',
  'protocol',
] as const

export const StreamError = z.looseObject({
  op: z.literal('error'),
  code: z.enum(ERROR_CODES),
  message: z.string(),
  id: z.optional(FrameId),
})
export type StreamError = z.infer<typeof StreamError>

export const Goodbye = z.looseObject({
  op: z.literal('goodbye'),
  reason: z.enum(['draining', 'token_expired', 'replaced']),
  retryAfterMs: z.number(),
})
export type Goodbye = z.infer<typeof Goodbye>

export const ServerFrame = z.discriminatedUnion('op', [
  Welcome,
  Subscribed,
  Events,
  Lagged,
  Pong,
  Heartbeat,
  StreamError,
  Goodbye,
])
export type ServerFrame = z.infer<typeof ServerFrame>
