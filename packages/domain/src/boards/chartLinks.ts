import type { DefaultPanel } from '@nobet/contracts'
import type { BoardId, PanelName } from './boards.ts'

/** Where a chart of the panel goes on in Grafana. */
type ChartLink = { readonly [Id in BoardId]: { readonly board: Id; readonly panel: PanelName<Id> } }[BoardId]

/** Each default chart of a module's page and the panel of the boards that draws the same. */
export const CHART_LINKS = {
  latency: { board: 'mcp-module', panel: 'latency' },
  'request-rate': { board: 'mcp-module', panel: 'request-rate' },
  'error-ratio': { board: 'mcp-module', panel: 'error-ratio' },
  'stream-connections': { board: 'mcp-module', panel: 'stream-connections' },
  'stream-events': { board: 'mcp-module', panel: 'stream-events' },
  'cache-hit-ratio': { board: 'mcp-module', panel: 'cache-hit-ratio' },
  'probe-latency': { board: 'mcp-module', panel: 'probe-latency' },
} as const satisfies Record<DefaultPanel, ChartLink>
