import * as z from 'zod/mini'
import { Cursor } from '../cursor.ts'
import { AlertData, UpstreamChanged } from '../event/eventData.ts'
import { Severity } from '../event/severity.ts'
import { ModuleId } from '../moduleId.ts'
import { Timestamp } from '../time.ts'
import { ModuleView } from './moduleView.ts'

/** Who is on it. It is a silence in Alertmanager: `until` it ends, under `silenceId`. */
export const Acknowledgement = z.looseObject({
  by: z.string(),
  at: Timestamp,
  until: z.optional(Timestamp),
  silenceId: z.optional(z.string()),
  comment: z.optional(z.string()),
})
export type Acknowledgement = z.infer<typeof Acknowledgement>

export const AlertView = z.extend(AlertData, {
  severity: Severity,
  module: z.optional(ModuleId),
  acknowledged: z.optional(Acknowledgement),
})
export type AlertView = z.infer<typeof AlertView>

export const UpstreamView = z.extend(UpstreamChanged, { since: Timestamp })
export type UpstreamView = z.infer<typeof UpstreamView>

/** The present picture: a pure fold of the log up to a cursor. Keys are module ids, fingerprints, upstream ids. */
export const World = z.looseObject({
  modules: z.record(z.string(), ModuleView),
  alerts: z.record(z.string(), AlertView),
  /** The last episodes that ended, by fingerprint: what comes late must not open them again. Bounded. */
  ended: z.optional(z.record(z.string(), z.looseObject({ startsAt: Timestamp, at: Timestamp }))),
  upstreams: z.record(z.string(), UpstreamView),
  console: z.nullable(z.looseObject({ instance: z.string(), version: z.string(), startedAt: Timestamp })),
})
export type World = z.infer<typeof World>

/** `GET /api/v1/snapshot`: the picture and where it was true; subscribe with `after = cursor`. */
export const Snapshot = z.looseObject({ cursor: Cursor, world: World })
export type Snapshot = z.infer<typeof Snapshot>
