import * as z from 'zod/mini'

/**
 * Log positions after `after`: still held (`recovered`) and dropped (`lost`), visible to the caller or not.
 * `lost` is `null` when it cannot be known: another epoch.
 */
export const Recovery = z.looseObject({
  state: z.enum(['complete', 'partial', 'none']),
  recovered: z.number(),
  lost: z.nullable(z.number()),
})
export type Recovery = z.infer<typeof Recovery>
