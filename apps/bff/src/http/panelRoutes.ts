import type { Session, SourceList, SourceView } from '@nobet/contracts'
import type { EffectiveConfig } from '@nobet/contracts/config'
import { may, PERMISSIONS, type Permission } from '@nobet/domain/access'
import { Hono } from 'hono'
import { requirePermission } from '../access/requirePermission.ts'
import type { AppEnv } from './appEnv.ts'

export interface PanelRoutesDeps {
  readonly authMode: Session['auth']
  sources(): readonly SourceView[]
  effectiveConfig(): EffectiveConfig
}

/** Who the caller is, what the panel reads from, and the configuration in force. */
export const createPanelRoutes = (deps: PanelRoutesDeps): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/session', (context) => {
      const caller = context.get('caller')
      const permissions = PERMISSION_NAMES.filter((permission) => may(caller, permission))
      const { name, role } = caller
      return context.json({ user: { name, role }, auth: deps.authMode, permissions } satisfies Session)
    })
    .get('/sources', requirePermission('console:read'), (context) =>
      context.json({ sources: [...deps.sources()] } satisfies SourceList),
    )
    .get('/config/effective', requirePermission('config:read'), (context) =>
      context.json(deps.effectiveConfig() satisfies EffectiveConfig),
    )

// Object.keys widens to string[]; the table is const.
const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[]
