import * as z from 'zod/mini'
import { User } from '../access/role.ts'
import { Timestamp } from '../time.ts'
import { ModuleView } from '../world/moduleView.ts'
import { AlertView } from '../world/world.ts'
import { SourceView } from './sources.ts'
import { sourced } from './sourced.ts'

/** `GET /api/v1/overview` */
export const Overview = z.looseObject({
  modules: sourced(z.array(ModuleView)),
  alerts: sourced(z.array(AlertView)),
  sources: sourced(z.array(SourceView)),
})
export type Overview = z.infer<typeof Overview>

/**
 * `GET` and `POST /api/v1/session`: who the caller is and what they may do. `modules` is there for a caller limited to
 * some; `expiresAt` for one whose token ends; `via` says what proved who they are.
 */
export const Session = z.looseObject({
  user: User,
  auth: z.enum(['none', 'jwt', 'oidc']),
  permissions: z.array(z.string()),
  modules: z.optional(z.array(z.string())),
  expiresAt: z.optional(Timestamp),
  via: z.optional(z.enum(['cookie', 'bearer'])),
})
export type Session = z.infer<typeof Session>
