import * as z from 'zod/mini'

const PromQuery = z.looseObject({
  refId: z._default(z.string(), 'A'),
  datasource: z.optional(z.nullable(z.looseObject({ uid: z.optional(z.string()) }))),
  expr: z._default(z.string(), ''),
  instant: z._default(z.boolean(), false),
  range: z.optional(z.boolean()),
  exemplar: z._default(z.boolean(), false),
  interval: z.optional(z.string()),
  intervalMs: z._default(z.number(), 15_000),
  maxDataPoints: z._default(z.number(), 1000),
  legendFormat: z._default(z.string(), ''),
})
export type PromQuery = z.infer<typeof PromQuery>

const Time = z.union([z.string(), z.number()])

/** Body of `POST /api/ds/query`. */
export const QueryRequest = z.object({
  queries: z._default(z.array(PromQuery), []),
  from: z._default(Time, 'now-1h'),
  to: z._default(Time, 'now'),
})
export type QueryRequest = z.infer<typeof QueryRequest>

const Sample = z.tuple([z.number(), z.string()])
const Labels = z.record(z.string(), z.string())

/** `data` of a Prometheus answer. */
export const PromData = z.discriminatedUnion('resultType', [
  z.object({ resultType: z.literal('matrix'), result: z.array(z.object({ metric: Labels, values: z.array(Sample) })) }),
  z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric: Labels, value: Sample })) }),
  z.object({ resultType: z.literal('scalar'), result: Sample }),
  z.object({ resultType: z.literal('string'), result: Sample }),
])
export type PromData = z.infer<typeof PromData>

export const PromAnswer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: PromData }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
])
