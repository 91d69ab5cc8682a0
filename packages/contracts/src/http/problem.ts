import * as z from 'zod/mini'

/** RFC 9457 `application/problem+json`. `errors` names each fault of a bad input. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.optional(z.string()),
  traceId: z.optional(z.string()),
  upstream: z.optional(z.string()),
  errors: z.optional(z.array(z.looseObject({ path: z.string(), expected: z.string() }))),
})
export type Problem = z.infer<typeof Problem>

export const PROBLEM_MEDIA_TYPE = 'application/problem+json'
