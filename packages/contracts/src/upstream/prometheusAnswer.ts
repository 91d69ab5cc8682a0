import * as z from 'zod/mini'

const Labels = z.record(z.string(), z.string())
/** Seconds since 1970 with a fraction, and the value as text: `NaN` and `+Inf` are among them. */
const Point = z.tuple([z.number(), z.string()])

/** `GET /api/v1/query_range` of Prometheus. */
export const PrometheusMatrix = z.looseObject({
  status: z.literal('success'),
  data: z.looseObject({
    resultType: z.literal('matrix'),
    result: z.array(z.looseObject({ metric: Labels, values: z.optional(z.array(Point)) })),
  }),
})

/** `GET /api/v1/query_exemplars` of Prometheus. */
export const PrometheusExemplars = z.looseObject({
  status: z.literal('success'),
  data: z.array(
    z.looseObject({ exemplars: z.array(z.looseObject({ labels: Labels, value: z.string(), timestamp: z.number() })) }),
  ),
})

/** What Prometheus says when it says no; not every refusal is JSON. */
export const PrometheusFault = z.looseObject({ status: z.literal('error'), errorType: z.string(), error: z.string() })
