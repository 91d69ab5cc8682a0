import * as z from 'zod/mini'
import { Timestamp } from '../time.ts'

export const SourceState = z.enum(['live', 'degraded', 'unavailable', 'not_configured'])
export type SourceState = z.infer<typeof SourceState>

/**
 * One thing the panel reads from. `key`: the configuration key that would switch it on.
 * `use: 'reachability'`: this version only checks that it answers and reads nothing from it yet.
 * `publicUrl`: where a browser finds it, for "open in …" links; without credentials.
 */
export const SourceView = z.looseObject({
  id: z.string(),
  kind: z.string(),
  state: SourceState,
  since: Timestamp,
  lastOkAt: z.nullable(Timestamp),
  error: z.optional(z.string()),
  key: z.optional(z.string()),
  use: z.optional(z.enum(['data', 'reachability'])),
  publicUrl: z.optional(z.string()),
})
export type SourceView = z.infer<typeof SourceView>

export const SourceList = z.looseObject({ sources: z.array(SourceView) })
export type SourceList = z.infer<typeof SourceList>
