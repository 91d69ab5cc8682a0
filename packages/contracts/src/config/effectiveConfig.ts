import * as z from 'zod/mini'

/** One key of the configuration in force. `from`: the variable, or `file:line`. */
export const EffectiveKey = z.looseObject({
  key: z.string(),
  value: z.unknown(),
  origin: z.enum(['default', 'file', 'env']),
  from: z.optional(z.string()),
  env: z.string(),
  secret: z.optional(z.boolean()),
})
export type EffectiveKey = z.infer<typeof EffectiveKey>

/** `GET /api/v1/config/effective`: what is in force and where it came from, secrets masked. */
export const EffectiveConfig = z.looseObject({ file: z.nullable(z.string()), keys: z.array(EffectiveKey) })
export type EffectiveConfig = z.infer<typeof EffectiveConfig>
