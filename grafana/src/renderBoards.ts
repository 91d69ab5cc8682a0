import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard'
import type { BoardId } from '@nobet/domain/boards'
import { alertsOverview } from './boards/alertsOverview.ts'
import { e2eResults } from './boards/e2eResults.ts'
import { gitops } from './boards/gitops.ts'
import { mcpFleet } from './boards/mcpFleet.ts'
import { mcpModule } from './boards/mcpModule.ts'
import { redisCache } from './boards/redisCache.ts'
import { websocketObservability } from './boards/websocketObservability.ts'
import { toBoard } from './toBoard.ts'

const RENDER: Readonly<Record<BoardId, (panelUrl: string) => Dashboard>> = {
  'mcp-fleet': (panelUrl) => toBoard(mcpFleet, panelUrl),
  'mcp-module': (panelUrl) => toBoard(mcpModule, panelUrl),
  'websocket-observability': (panelUrl) => toBoard(websocketObservability, panelUrl),
  'redis-cache': (panelUrl) => toBoard(redisCache, panelUrl),
  gitops: (panelUrl) => toBoard(gitops, panelUrl),
  'alerts-overview': (panelUrl) => toBoard(alertsOverview, panelUrl),
  'e2e-results': (panelUrl) => toBoard(e2eResults, panelUrl),
}

/** File name to content of every board of the table; the same sources give the same bytes. */
export const renderBoards = (panelUrl: string): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(RENDER).map(([id, render]) => [`${id}.json`, `${JSON.stringify(render(panelUrl), null, 2)}\n`]),
  )
