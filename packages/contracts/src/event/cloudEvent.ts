import * as z from 'zod/mini'
import { ModuleId } from '../moduleId.ts'
import { Timestamp } from '../time.ts'
import { Severity } from './severity.ts'

const ID_CHARS = { min: 1, max: 128 }
const URI_CHARS = 512
const TRACEPARENT_PATTERN = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/

/**
 * CloudEvents 1.0 with our extension attributes `module`, `severity`, `traceparent`; other extensions pass through.
 * As published: `severity` and `time` may be absent.
 */
export const CloudEvent = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().check(z.minLength(ID_CHARS.min), z.maxLength(ID_CHARS.max)),
  source: z.string().check(z.minLength(1), z.maxLength(URI_CHARS)),
  type: z.string().check(z.minLength(1), z.maxLength(URI_CHARS)),
  subject: z.optional(z.string().check(z.minLength(1), z.maxLength(URI_CHARS))),
  time: z.optional(Timestamp),
  datacontenttype: z.optional(z.string()),
  dataschema: z.optional(z.string()),
  module: z.optional(ModuleId),
  severity: z.optional(Severity),
  traceparent: z.optional(z.string().check(z.regex(TRACEPARENT_PATTERN, 'expected a W3C traceparent'))),
  data: z.optional(z.unknown()),
})
export type CloudEvent = z.infer<typeof CloudEvent>

/** An event as the log keeps it: defaults filled in, so every reader sees a severity and a time. */
export const LoggedEvent = z.extend(CloudEvent, { severity: Severity, time: Timestamp })
export type LoggedEvent = z.infer<typeof LoggedEvent>
