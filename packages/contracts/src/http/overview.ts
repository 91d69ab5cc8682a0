import * as z from 'zod/mini'
import { User } from '../access/role.ts'
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

/** `GET /api/v1/session`: who the caller is and what they may do. */
export const Session = z.looseObject({
  user: User,
  auth: z.enum(['none', 'jwt', 'oidc']),
  permissions: z.array(z.string()),
})
export type Session = z.infer<typeof Session>
