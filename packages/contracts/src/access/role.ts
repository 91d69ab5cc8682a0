import * as z from 'zod/mini'

/** In rising order of what they may do. */
export const ROLES = ['viewer', 'operator', 'admin'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

export const User = z.looseObject({ name: z.string(), role: Role })
export type User = z.infer<typeof User>
