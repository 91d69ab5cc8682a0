import {
  isJSONRPCErrorResponse,
  isJSONRPCRequest,
  isJSONRPCResponse,
  type JSONRPCMessage,
  type JSONRPCRequest,
  type MessageExtraInfo,
  PROTOCOL_VERSION_META_KEY,
  type Transport,
} from '@modelcontextprotocol/server'
import * as z from 'zod/mini'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { continueTrace, type TraceContext, traceScope } from '../trace/traceContext.ts'

const PENDING_MAX = 1_000
/** The caller left: nobody's fault. */
export const CANCELLED = 'cancelled'
/** Has no answer: it lasts until its caller leaves, and that is how it goes well. */
const LISTEN = 'subscriptions/listen'

/**
 * One request answered, or given up by its caller. `errorType`: a JSON-RPC code, `tool_error`, `timeout` when the
 * caller says that it waited too long, `cancelled` when it left otherwise; absent when it went well.
 */
export interface Operation {
  readonly method: string
  readonly target: string | undefined
  readonly durationMs: number
  readonly errorType: string | undefined
  /** As the request says it; from the wire. */
  readonly protocolVersion: string | undefined
}

export interface OperationDeps {
  readonly clock: Clock
  readonly random: Random
  readonly onOperation: (operation: Operation) => void
}

interface Pending {
  readonly method: string
  readonly target: string | undefined
  readonly protocolVersion: string | undefined
  readonly startedAt: number
  readonly trace: TraceContext
}

const Params = z.looseObject({
  name: z.optional(z.string()),
  protocolVersion: z.optional(z.string()),
  _meta: z.optional(
    z.looseObject({ traceparent: z.optional(z.string()), [PROTOCOL_VERSION_META_KEY]: z.optional(z.string()) }),
  ),
})
const Cancelled = z.looseObject({
  method: z.literal('notifications/cancelled'),
  params: z.looseObject({ requestId: z.union([z.string(), z.number()]), reason: z.optional(z.string()) }),
})
const TIMED_OUT = /\btimed?[ -]?out\b/i
const ToolResult = z.looseObject({ isError: z.literal(true) })

/** Watches a connected transport: gives each request its trace, and reports how long it took and how it ended. */
export function observeOperations(transport: Transport, deps: OperationDeps): void {
  const deliver = transport.onmessage
  const close = transport.onclose
  const send = transport.send.bind(transport)
  const pending = new Map<string | number, Pending>()

  const finish = (id: string | number, errorType: string | undefined) => {
    const operation = pending.get(id)
    if (operation === undefined) return
    pending.delete(id)
    traceScope.run(operation.trace, () => deps.onOperation(toOperation(operation, errorType, deps.clock)))
  }

  const giveUp = (id: string | number, errorType: string) => {
    if (pending.get(id)?.method === LISTEN) pending.delete(id)
    else finish(id, errorType)
  }

  transport.onmessage = (message: JSONRPCMessage, extra?: MessageExtraInfo) => {
    const cancelled = z.safeParse(Cancelled, message)
    if (cancelled.success) giveUp(cancelled.data.params.requestId, toCancelType(cancelled.data.params.reason))
    if (!isJSONRPCRequest(message)) return deliver?.(message, extra)
    const operation = begin(message, extra, deps)
    pending.set(message.id, operation)
    const oldest = pending.size > PENDING_MAX ? pending.keys().next().value : undefined
    if (oldest !== undefined) pending.delete(oldest)
    traceScope.run(operation.trace, () => deliver?.(message, extra))
  }
  transport.onclose = () => {
    for (const id of pending.keys()) giveUp(id, CANCELLED)
    close?.()
  }
  transport.send = (message, options) => {
    if (isJSONRPCResponse(message) && message.id !== undefined) finish(message.id, readErrorType(message))
    return send(message, options)
  }
}

function begin(request: JSONRPCRequest, extra: MessageExtraInfo | undefined, deps: OperationDeps): Pending {
  const parsed = z.safeParse(Params, request.params ?? {})
  const params = parsed.success ? parsed.data : {}
  const headers = extra?.request?.headers
  const traceparent = params._meta?.traceparent ?? headers?.get('traceparent') ?? undefined
  return {
    method: request.method,
    target: params.name,
    protocolVersion:
      params._meta?.[PROTOCOL_VERSION_META_KEY] ??
      params.protocolVersion ??
      headers?.get('mcp-protocol-version') ??
      undefined,
    startedAt: deps.clock.monotonic(),
    trace: continueTrace(traceparent, deps.random),
  }
}

const toOperation = (operation: Pending, errorType: string | undefined, clock: Clock): Operation => ({
  method: operation.method,
  target: operation.target,
  protocolVersion: operation.protocolVersion,
  durationMs: clock.monotonic() - operation.startedAt,
  errorType,
})

const toCancelType = (reason = ''): string => (TIMED_OUT.test(reason) ? 'timeout' : CANCELLED)

function readErrorType(response: JSONRPCMessage): string | undefined {
  if (isJSONRPCErrorResponse(response)) return String(response.error.code)
  return 'result' in response && z.safeParse(ToolResult, response.result).success ? 'tool_error' : undefined
}
