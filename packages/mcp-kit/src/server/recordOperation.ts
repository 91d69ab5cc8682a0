import { SUPPORTED_PROTOCOL_VERSIONS } from '@modelcontextprotocol/server'
import type { Activity } from '../telemetry/activity.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { ModuleMetrics } from '../telemetry/metrics.ts'
import { isKept, traceScope } from '../trace/traceContext.ts'
import { CANCELLED, type Operation } from './observeOperations.ts'

const OTHER = '_OTHER'
const MODERN_VERSION = '2026-07-28'
const VERSIONS = new Set<string>([...SUPPORTED_PROTOCOL_VERSIONS, MODERN_VERSION])
/** `mcp.method.name` values we answer; anything else is `_OTHER`, since it came from the wire. */
const METHODS = new Set([
  'initialize',
  'ping',
  'server/discover',
  'subscriptions/listen',
  'tools/list',
  'tools/call',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'prompts/list',
  'prompts/get',
  'completion/complete',
])

export interface RecordDeps {
  readonly metrics: ModuleMetrics
  readonly activity: Activity
  readonly logger: Logger
  readonly hasTool: (name: string) => boolean
}

/** Writes one operation to the metrics, the last minute's activity and the request log. */
export function recordOperation(deps: RecordDeps, operation: Operation): void {
  const { protocolVersion } = operation
  const tool = readToolLabel(operation, deps.hasTool)
  const method = METHODS.has(operation.method) ? operation.method : OTHER
  deps.metrics.operationDuration.observe({
    labels: {
      mcp_method_name: method,
      ...(tool === undefined ? {} : { gen_ai_tool_name: tool }),
      ...(operation.errorType === undefined ? {} : { error_type: operation.errorType }),
      network_transport: 'tcp',
      ...(protocolVersion === undefined ? {} : { mcp_protocol_version: toVersionLabel(protocolVersion) }),
    },
    value: operation.durationMs / 1000,
    ...readExemplar(),
  })
  const isFailed = operation.errorType !== undefined && operation.errorType !== CANCELLED
  deps.activity.onCall(operation.durationMs, isFailed)
  const line = { method, tool, ms: Math.round(operation.durationMs), error: operation.errorType, protocolVersion }
  if (isFailed) deps.logger.warn(line, 'request failed')
  else if (operation.method === 'tools/call') deps.logger.info(line, 'request')
  else deps.logger.debug(line, 'request')
}

/** The trace in hand, if somebody keeps it; the library types an exemplar's labels as if they were the metric's own. */
function readExemplar(): { readonly exemplarLabels?: Record<string, string> } {
  const trace = traceScope.getStore()
  return trace === undefined || !isKept(trace) ? {} : { exemplarLabels: { trace_id: trace.traceId } }
}

const toVersionLabel = (version: string): string => (VERSIONS.has(version) ? version : OTHER)

function readToolLabel(operation: Operation, hasTool: (name: string) => boolean): string | undefined {
  if (operation.method !== 'tools/call') return undefined
  return operation.target !== undefined && hasTool(operation.target) ? operation.target : OTHER
}
