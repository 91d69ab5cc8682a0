import * as z from 'zod/mini'

/** `GET /healthz`: the process is alive; nobody else was asked. */
export const Health = z.looseObject({ status: z.literal('ok') })
export type Health = z.infer<typeof Health>

/** `GET /readyz`: whether it can serve, and what is degraded although it can. */
export const ReadinessReport = z.looseObject({
  status: z.enum(['ready', 'degraded', 'unavailable']),
  degraded: z.array(z.string()),
})
export type ReadinessReport = z.infer<typeof ReadinessReport>
