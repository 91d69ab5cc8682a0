import * as z from 'zod/mini'
import { Role } from '../access/role.ts'
import { Severity } from '../event/severity.ts'

const TOPICS_MAX = 256
const Topics = z.array(z.string()).check(z.maxLength(TOPICS_MAX))
const FrameId = z.union([z.string().check(z.maxLength(128)), z.number()])

export const Hello = z.looseObject({
  op: z.literal('hello'),
  topics: Topics,
  token: z.optional(z.string()),
  role: z.optional(Role),
  minSeverity: z.optional(Severity),
  after: z.optional(z.string()),
  client: z.optional(z.looseObject({ name: z.string(), version: z.optional(z.string()) })),
})
export type Hello = z.infer<typeof Hello>

export const Subscribe = z.looseObject({
  op: z.literal('subscribe'),
  id: FrameId,
  topics: Topics,
  after: z.optional(z.string()),
})
export type Subscribe = z.infer<typeof Subscribe>

export const Unsubscribe = z.looseObject({ op: z.literal('unsubscribe'), id: FrameId, topics: Topics })
export type Unsubscribe = z.infer<typeof Unsubscribe>

export const Ping = z.looseObject({ op: z.literal('ping'), id: z.optional(FrameId) })
export type Ping = z.infer<typeof Ping>

/** The browser's two durations for one sampled event, both from the socket event on. */
export const Receipt = z.looseObject({
  op: z.literal('receipt'),
  cursor: z.string(),
  sentMs: z.number().check(z.gte(0)),
  paintedMs: z.number().check(z.gte(0)),
})
export type Receipt = z.infer<typeof Receipt>

export const ClientFrame = z.discriminatedUnion('op', [Hello, Subscribe, Unsubscribe, Ping, Receipt])
export type ClientFrame = z.infer<typeof ClientFrame>
