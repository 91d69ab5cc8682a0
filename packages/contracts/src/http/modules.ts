import * as z from 'zod/mini'
import { HealthChecked } from '../event/eventData.ts'
import { ModuleState } from '../probe/probe.ts'
import { Timestamp } from '../time.ts'
import { ModuleView } from '../world/moduleView.ts'

export const ModuleList = z.looseObject({ modules: z.array(ModuleView) })
export type ModuleList = z.infer<typeof ModuleList>

export const ModuleDetail = z.looseObject({ module: ModuleView })
export type ModuleDetail = z.infer<typeof ModuleDetail>

/** One point of the panel's own last-hour series; a figure is `null` when it was not observed. */
export const Sample = z.looseObject({
  time: Timestamp,
  state: ModuleState,
  latencyMs: z.nullable(z.number()),
  listMs: z.nullable(z.number()),
  eventsPerMinute: z.nullable(z.number()),
  connections: z.nullable(z.number()),
})
export type Sample = z.infer<typeof Sample>

/** Milliseconds of one slice of time spent in each condition; the four add up to `bucketMs` or less (the last). */
export const UptimeBucket = z.looseObject({
  start: Timestamp,
  upMs: z.number(),
  degradedMs: z.number(),
  downMs: z.number(),
  unobservedMs: z.number(),
})
export type UptimeBucket = z.infer<typeof UptimeBucket>

/** `GET /api/v1/modules/:id/samples` */
export const ModuleSamples = z.looseObject({
  module: z.string(),
  samples: z.array(Sample),
  uptime: z.looseObject({ bucketMs: z.number(), buckets: z.array(UptimeBucket) }),
})
export type ModuleSamples = z.infer<typeof ModuleSamples>

export const CatalogueTool = z.looseObject({
  name: z.string(),
  title: z.optional(z.string()),
  description: z.optional(z.string()),
  inputSchema: z.optional(z.unknown()),
  outputSchema: z.optional(z.unknown()),
  annotations: z.optional(z.unknown()),
})
export const CatalogueResource = z.looseObject({
  uri: z.string(),
  name: z.string(),
  description: z.optional(z.string()),
})
export const CataloguePrompt = z.looseObject({ name: z.string(), description: z.optional(z.string()) })

/** `GET /api/v1/modules/:id/catalogue`. `truncated`: the server lists more than the panel keeps. */
export const Catalogue = z.looseObject({
  tools: z.array(CatalogueTool),
  resources: z.array(CatalogueResource),
  prompts: z.array(CataloguePrompt),
  hash: z.nullable(z.string()),
  observedAt: z.nullable(Timestamp),
  truncated: z.optional(z.boolean()),
})
export type Catalogue = z.infer<typeof Catalogue>

/** `POST /api/v1/modules/:id/probe`: the probe that has just finished. */
export const ModuleProbed = z.looseObject({ check: HealthChecked })
export type ModuleProbed = z.infer<typeof ModuleProbed>
