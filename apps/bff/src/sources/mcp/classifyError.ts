import { ProtocolError, SdkError, SdkHttpError, UnsupportedProtocolVersionError } from '@modelcontextprotocol/client'
import type { Rung } from '@nobet/contracts'
import type { Exchange } from './probeFetch.ts'
import { ProbeFault, toEvidence } from './probeFault.ts'

export interface ErrorContext {
  /** The rung being climbed when it happened. */
  readonly stage: Rung
  readonly lastExchange: Exchange | undefined
  readonly sentToken: boolean
}

const UNSUPPORTED_VERSION = -32022
const MCP_CONTENT_TYPES: readonly string[] = ['application/json', 'text/event-stream']
const CAUSES_MAX = 5

/** An error out of the client, read by the evidence beside it: the client's own codes say too little. */
export function classifyError(error: unknown, context: ErrorContext): ProbeFault {
  const fault = causesOf(error).find((cause) => cause instanceof ProbeFault)
  if (fault instanceof ProbeFault) return fault
  return (
    classifyRefusal(error, context) ??
    classifyVersion(error) ??
    classifyStatus(error, context) ??
    classifyContent(error, context) ??
    toProtocolFault(error, context)
  )
}

function classifyRefusal(error: unknown, { lastExchange, sentToken }: ErrorContext): ProbeFault | undefined {
  const status = lastExchange?.status
  if (status === 401) return new ProbeFault('auth', sentToken ? 'auth_rejected' : 'auth_required', { status }, error)
  return status === 403 ? new ProbeFault('auth', 'forbidden', { status }, error) : undefined
}

function classifyStatus(error: unknown, { stage, lastExchange }: ErrorContext): ProbeFault | undefined {
  const status = lastExchange?.status ?? 0
  if (status < 400) return undefined
  return new ProbeFault(stage === 'list' ? 'list' : 'http', 'http_error', { status }, error)
}

/** The legacy handshake tells a wrong version only in words. */
const LEGACY_MISMATCH = /protocol version is not supported: (.*)$/

function classifyVersion(error: unknown): ProbeFault | undefined {
  for (const cause of causesOf(error)) {
    if (cause instanceof UnsupportedProtocolVersionError) {
      return new ProbeFault('era', 'version_mismatch', { supported: toEvidence(cause.supported.join(', ')) }, error)
    }
    const supported = supportedVersionsOf(httpBodyOf(cause))
    if (supported !== undefined) return new ProbeFault('era', 'version_mismatch', { supported }, error)
    const version = cause instanceof Error ? LEGACY_MISMATCH.exec(cause.message)?.[1] : undefined
    if (version !== undefined)
      return new ProbeFault('era', 'version_mismatch', { supported: toEvidence(version) }, error)
  }
  return undefined
}

function classifyContent(error: unknown, { stage, lastExchange }: ErrorContext): ProbeFault | undefined {
  if (lastExchange === undefined) return undefined
  const { contentType, status } = lastExchange
  const rung = stage === 'list' ? 'list' : 'era'
  if (status !== 202 && !MCP_CONTENT_TYPES.includes(contentType)) {
    return new ProbeFault(rung, 'not_mcp', { contentType: contentType === '' ? 'no content type' : contentType }, error)
  }
  const unreadable = causesOf(error).some((cause) => cause instanceof SyntaxError)
  return unreadable ? new ProbeFault(rung, 'not_mcp', { contentType: `${contentType}, not JSON` }, error) : undefined
}

function toProtocolFault(error: unknown, { stage, lastExchange }: ErrorContext): ProbeFault {
  const rung = lastExchange === undefined ? 'http' : stage
  const innermost = causesOf(error).at(-1)
  const text = innermost instanceof Error ? innermost.message : String(innermost)
  const code = error instanceof ProtocolError ? { code: error.code } : {}
  return new ProbeFault(rung, 'protocol_error', { message: toEvidence(text), ...code }, error)
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = []
  for (let at = error; at !== undefined && at !== null && causes.length < CAUSES_MAX; at = causeOf(at)) causes.push(at)
  return causes
}

/** The client hides causes in two places. */
function causeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined
  if (error.cause !== undefined) return error.cause
  return error instanceof SdkError && isRecord(error.data) ? error.data['cause'] : undefined
}

function httpBodyOf(error: unknown): unknown {
  const text = error instanceof SdkHttpError ? error.data.text : undefined
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function supportedVersionsOf(body: unknown): string | undefined {
  const error = isRecord(body) ? body['error'] : undefined
  if (!isRecord(error) || error['code'] !== UNSUPPORTED_VERSION) return undefined
  const supported = isRecord(error['data']) ? error['data']['supported'] : undefined
  return Array.isArray(supported) ? toEvidence(supported.map(String).join(', ')) : 'unknown'
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
