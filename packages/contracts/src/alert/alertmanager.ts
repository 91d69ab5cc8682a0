import * as z from 'zod/mini'
import { Timestamp } from '../time.ts'

/** Loose readers of what Alertmanager says (webhook version 4, API v2): what we do not use passes by. */

const Labels = z.record(z.string(), z.string())

/** One alert of a webhook. Its own `status` counts, never the group's; `endsAt` is year 1 while it fires. */
export const WebhookAlert = z.looseObject({
  status: z.enum(['firing', 'resolved']),
  labels: Labels,
  annotations: z._default(Labels, {}),
  startsAt: Timestamp,
  endsAt: z.optional(Timestamp),
  generatorURL: z.optional(z.string()),
  fingerprint: z.string().check(z.minLength(1)),
})
export type WebhookAlert = z.infer<typeof WebhookAlert>

export const Webhook = z.looseObject({
  version: z.literal('4', 'expected version "4"'),
  groupKey: z.string(),
  receiver: z._default(z.string(), ''),
  truncatedAlerts: z._default(z.number(), 0),
  externalURL: z.optional(z.string()),
  alerts: z.array(WebhookAlert),
})
export type Webhook = z.infer<typeof Webhook>

/** `GET /api/v2/alerts`, one entry. `suppressed` is silenced or inhibited. */
export const PeerAlert = z.looseObject({
  fingerprint: z.string(),
  labels: Labels,
  annotations: z._default(Labels, {}),
  startsAt: Timestamp,
  endsAt: z.optional(Timestamp),
  updatedAt: z.optional(Timestamp),
  generatorURL: z.optional(z.string()),
  receivers: z._default(z.array(z.looseObject({ name: z.string() })), []),
  status: z.looseObject({
    state: z.enum(['active', 'suppressed', 'unprocessed']),
    silencedBy: z._default(z.array(z.string()), []),
    inhibitedBy: z._default(z.array(z.string()), []),
  }),
})
export type PeerAlert = z.infer<typeof PeerAlert>

/** `isEqual` is missing in the oldest; it means true. */
export const SilenceMatcher = z.looseObject({
  name: z.string().check(z.minLength(1)),
  value: z.string(),
  isRegex: z._default(z.boolean(), false),
  isEqual: z._default(z.boolean(), true),
})
export type SilenceMatcher = z.infer<typeof SilenceMatcher>

/** `GET /api/v2/silences`, one entry. */
export const PeerSilence = z.looseObject({
  id: z.string(),
  status: z.looseObject({ state: z.enum(['active', 'pending', 'expired']) }),
  createdBy: z.string(),
  comment: z.string(),
  startsAt: Timestamp,
  endsAt: Timestamp,
  updatedAt: z.optional(Timestamp),
  matchers: z.array(SilenceMatcher),
})
export type PeerSilence = z.infer<typeof PeerSilence>

export const PeerAlerts = z.array(PeerAlert)
export const PeerSilences = z.array(PeerSilence)
