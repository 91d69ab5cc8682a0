import * as z from 'zod/mini'
import { SilenceMatcher } from '../alert/alertmanager.ts'
import { AlertData } from '../event/eventData.ts'
import { Severity } from '../event/severity.ts'
import { ModuleId } from '../moduleId.ts'
import { Timestamp } from '../time.ts'
import { LogItem } from '../stream/serverFrame.ts'
import { Acknowledgement } from '../world/world.ts'
import { sourced } from './sourced.ts'

export const ALERT_LIMITS = {
  /** An acknowledgement without a length of its own. */
  ackDefaultMs: 4 * 60 * 60_000,
  ackMaxMs: 24 * 60 * 60_000,
  silenceMaxMs: 30 * 24 * 60 * 60_000,
  silenceMatchers: 64,
  commentChars: 1_000,
  /** Alerts a silence would hit that its preview names; the count goes on. */
  previewAlerts: 50,
  drillMaxMs: 60_000,
  /** How far before an alert a change counts as "just before". */
  changedBeforeMs: 30 * 60_000,
} as const

export const InhibitedBy = z.looseObject({ fingerprint: z.string(), alertname: z.nullable(z.string()) })

/** One open alert, the same over all peers. */
export const AlertRow = z.extend(AlertData, {
  severity: Severity,
  module: z.optional(ModuleId),
  state: z.enum(['active', 'suppressed']),
  silencedBy: z.array(z.string()),
  inhibitedBy: z.array(InhibitedBy),
  acknowledged: z.optional(Acknowledgement),
  receivers: z.array(z.string()),
  /** Addresses that hold it; none: told by webhook, not yet read. */
  peers: z.array(z.string()),
  /** http or https to an allowed host, else left out. */
  runbookUrl: z.optional(z.string()),
  dashboardUrl: z.optional(z.string()),
})
export type AlertRow = z.infer<typeof AlertRow>

/** As Alertmanager groups them for its receiver; fingerprints point into `alerts`. */
export const AlertGroup = z.looseObject({
  key: z.string(),
  labels: z.record(z.string(), z.string()),
  receiver: z.string(),
  fingerprints: z.array(z.string()),
})
export type AlertGroup = z.infer<typeof AlertGroup>

/** Dead man's switch: while `missing` the monitor itself is blind. */
export const Watchdog = z.looseObject({
  state: z.enum(['live', 'missing', 'unknown', 'not_configured']),
  lastSeenAt: z.nullable(Timestamp),
})
export type Watchdog = z.infer<typeof Watchdog>

export const PeerState = z.looseObject({
  url: z.string(),
  state: z.enum(['live', 'unavailable']),
  lastOkAt: z.nullable(Timestamp),
  error: z.optional(z.string()),
})
export type PeerState = z.infer<typeof PeerState>

/** `GET /api/v1/alerts` */
export const AlertList = z.looseObject({
  alerts: sourced(z.array(AlertRow)),
  groups: z.array(AlertGroup),
  watchdog: Watchdog,
  peers: z.array(PeerState),
  /** Whether the drill may run, and the reason when not. */
  drill: z.looseObject({ enabled: z.boolean(), reason: z.optional(z.string()) }),
  /** Hosts that links of alerts may lead to; for alerts that are over, which have no row. */
  linkHosts: z.optional(z.array(z.string())),
})
export type AlertList = z.infer<typeof AlertList>

/** `GET /api/v1/alerts/:fingerprint/changes`: what changed around it shortly before it began, newest first. */
export const AlertChanges = z.looseObject({ changes: z.array(LogItem) })
export type AlertChanges = z.infer<typeof AlertChanges>

/** `POST /api/v1/alerts/:fingerprint/ack` */
export const AckRequest = z.looseObject({
  durationMs: z.optional(z.number().check(z.gte(1), z.lte(ALERT_LIMITS.ackMaxMs))),
  comment: z.optional(z.string().check(z.maxLength(ALERT_LIMITS.commentChars))),
})
export type AckRequest = z.infer<typeof AckRequest>

export const AckAnswer = z.looseObject({ fingerprint: z.string(), acknowledged: Acknowledgement })
export type AckAnswer = z.infer<typeof AckAnswer>

/** `POST /api/v1/silences`; with `id` an edit: Alertmanager may answer with a new id. */
export const SilenceDraft = z.looseObject({
  id: z.optional(z.string()),
  matchers: z.array(SilenceMatcher).check(z.maxLength(ALERT_LIMITS.silenceMatchers)),
  startsAt: z.optional(Timestamp),
  endsAt: Timestamp,
  comment: z.string().check(z.minLength(1), z.maxLength(ALERT_LIMITS.commentChars)),
})
export type SilenceDraft = z.infer<typeof SilenceDraft>

export const SilenceView = z.looseObject({
  id: z.string(),
  state: z.enum(['active', 'pending', 'expired']),
  by: z.string(),
  comment: z.string(),
  startsAt: Timestamp,
  endsAt: Timestamp,
  matchers: z.array(SilenceMatcher),
  /** Made by an acknowledgement, of this alert. */
  acknowledges: z.optional(z.string()),
  /** Open alerts it hits now. */
  hits: z.number(),
})
export type SilenceView = z.infer<typeof SilenceView>

/** `POST /api/v1/silences`: under which id Alertmanager keeps it. */
export const SilenceSaved = z.looseObject({ id: z.string() })
export type SilenceSaved = z.infer<typeof SilenceSaved>

/** `POST /hooks/alertmanager`: how many transitions the log holds of what was sent. */
export const WebhookStored = z.looseObject({ stored: z.number() })
export type WebhookStored = z.infer<typeof WebhookStored>

/** `GET /api/v1/silences` */
export const SilenceList = z.looseObject({ silences: sourced(z.array(SilenceView)) })
export type SilenceList = z.infer<typeof SilenceList>

/** `POST /api/v1/silences/preview`: what these matchers would hit now. `refusal`: why saving would be refused. */
export const PreviewRequest = z.looseObject({
  matchers: z.array(SilenceMatcher).check(z.maxLength(ALERT_LIMITS.silenceMatchers)),
})
export type PreviewRequest = z.infer<typeof PreviewRequest>
export const SilencePreview = z.looseObject({
  count: z.number(),
  alerts: z.array(z.pick(AlertRow, { fingerprint: true, alertname: true, labels: true, severity: true, module: true })),
  refusal: z.optional(z.string()),
})
export type SilencePreview = z.infer<typeof SilencePreview>

/**
 * `POST /api/v1/alerts/drill`: every configured Alertmanager has taken it at `postedAt`. Its events carry `drillId` as
 * the label `drill_id`; the time of each is when the panel was told.
 */
export const DrillStarted = z.looseObject({
  fingerprint: z.string(),
  alertname: z.string(),
  drillId: z.string(),
  postedAt: Timestamp,
  endsAt: Timestamp,
})
export type DrillStarted = z.infer<typeof DrillStarted>
