import type { SourceList, SourceView } from '@nobet/contracts'
import type { EffectiveConfig } from '@nobet/contracts/config'
import type { Caller } from '@nobet/domain/access'
import { Hono } from 'hono'
import { requirePermission } from '../access/requirePermission.ts'
import type { AppEnv } from './appEnv.ts'

export interface PanelRoutesDeps {
  /** As far as this caller may see. */
  sources(caller: Caller): readonly SourceView[]
  effectiveConfig(): EffectiveConfig
}

/** What the panel reads from, and the configuration in force. */
export const createPanelRoutes = (deps: PanelRoutesDeps): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/sources', requirePermission('console:read'), (context) =>
      context.json({ sources: [...deps.sources(context.get('caller'))] } satisfies SourceList),
    )
    .get('/config/effective', requirePermission('config:read'), (context) =>
      context.json(deps.effectiveConfig() satisfies EffectiveConfig),
    )
