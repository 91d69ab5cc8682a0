import {
  isJSONRPCErrorResponse,
  isJSONRPCRequest,
  isJSONRPCResponse,
  type JSONRPCMessage,
  SdkHttpError,
  type Transport,
} from '@modelcontextprotocol/client'
import type { Era, Finding } from '@nobet/contracts'
import type { Clock } from '../../clock.ts'

/** One request of a probe. `errorType` as OpenTelemetry's `error.type`, from a bounded set; absent when it went well. */
export interface ProbeOperation {
  readonly method: string
  readonly durationMs: number
  readonly errorType?: string
}

export interface RequestObserver {
  /** All requests so far; what is still unanswered ended with this finding, if it is one about the module. */
  readonly operations: (ended: Finding | undefined) => readonly ProbeOperation[]
}

interface Pending {
  readonly method: string
  readonly startedAt: number
}

const OTHER = '_OTHER'
/** The panel itself gave up: nothing is known of what was still open. */
const UNSEEN = 'not_observed'
/** JSON-RPC 2.0 and MCP; another server's codes come from the wire. */
const RPC_CODES: readonly number[] = [
  -32_700, -32_600, -32_601, -32_602, -32_603, -32_000, -32_001, -32_002, -32_020, -32_021, -32_022, -32_042,
]
const STATUSES: readonly number[] = [
  400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 413, 414, 415, 421, 422, 426, 429, 500, 501, 502, 503, 504,
]

/** Watches a transport that is not connected yet: how long each request took, and how it ended. */
export function observeRequests(transport: Transport, clock: Pick<Clock, 'monotonic'>): RequestObserver {
  const pending = new Map<string | number, Pending>()
  const done: ProbeOperation[] = []
  const send = transport.send.bind(transport)
  let deliver = transport.onmessage

  const finish = (id: string | number | undefined, errorType: string | undefined) => {
    const request = id === undefined ? undefined : pending.get(id)
    if (id === undefined || request === undefined) return
    pending.delete(id)
    done.push(toOperation(request, clock.monotonic(), errorType))
  }

  transport.send = async (message, options) => {
    if (isJSONRPCRequest(message)) pending.set(message.id, { method: message.method, startedAt: clock.monotonic() })
    try {
      await send(message, options)
    } catch (error) {
      if (isJSONRPCRequest(message) && error instanceof SdkHttpError) finish(message.id, toStatus(error.data.status))
      throw error
    }
  }
  // Who connects sets its own listener, and more than once: finding the era comes before the handshake.
  Object.defineProperty(transport, 'onmessage', {
    get: () => deliver,
    set(next: Transport['onmessage']) {
      deliver =
        next &&
        ((message, extra) => {
          finish(...toEnd(message))
          next(message, extra)
        })
    },
  })
  return {
    operations(ended) {
      if (ended === undefined || ended.code === UNSEEN) return done
      const errorType = toErrorType(ended)
      return [...done, ...[...pending.values()].map((request) => toOperation(request, clock.monotonic(), errorType))]
    },
  }
}

/** The way to the server broke before a word was said: that is how the first request ended. */
export function toUnsent(
  knownEra: Era | undefined,
  finding: Finding | undefined,
  durationMs: number,
): readonly ProbeOperation[] {
  if (finding === undefined || finding.code === UNSEEN) return []
  const method = knownEra === 'legacy' ? 'initialize' : 'server/discover'
  return [{ method, durationMs, errorType: toErrorType(finding) }]
}

/** What became of a request, out of a finding: time, HTTP status, or the finding's own code. */
function toErrorType({ code, params }: Finding): string {
  if (code.endsWith('_timeout')) return 'timeout'
  const status = params?.['status']
  return typeof status === 'number' ? toStatus(status) : code
}

const toStatus = (status: number | undefined): string =>
  status !== undefined && STATUSES.includes(status) ? String(status) : OTHER

function toEnd(message: JSONRPCMessage): [id: string | number | undefined, errorType: string | undefined] {
  if (!isJSONRPCResponse(message)) return [undefined, undefined]
  if (!isJSONRPCErrorResponse(message)) return [message.id, undefined]
  const { code } = message.error
  return [message.id, RPC_CODES.includes(code) ? String(code) : OTHER]
}

const toOperation = ({ method, startedAt }: Pending, at: number, errorType: string | undefined): ProbeOperation => ({
  method,
  durationMs: at - startedAt,
  ...(errorType === undefined ? {} : { errorType }),
})
