import {
  createMcpHandler,
  hostHeaderValidationResponse,
  isJsonContentType,
  isLegacyRequest,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  type McpServer,
  originValidationResponse,
  readRequestBody,
} from '@modelcontextprotocol/server'
import type { LegacySessions } from './legacySessions.ts'
import { rpcError } from './rpcError.ts'

export const BODY_MAX_BYTES = 1024 * 1024
const MAX_SUBSCRIPTIONS = 256
const PARSE_ERROR = -32_700

export type BadInputReason = 'host' | 'origin' | 'media_type' | 'too_large' | 'not_json' | 'protocol'

export interface EndpointDeps {
  readonly sessions: LegacySessions
  /** A fresh server for one request of the modern era. */
  readonly buildModern: () => McpServer
  readonly onBadInput: (reason: BadInputReason, message: string) => void
}

type Body = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly response: Response }

/** The `/mcp` door: checks who may knock, reads the body once, and routes each era to what serves it. */
export function createMcpEndpoint(deps: EndpointDeps) {
  const modern = createMcpHandler(() => deps.buildModern(), {
    legacy: 'reject',
    maxRequestBodySize: BODY_MAX_BYTES,
    maxSubscriptions: MAX_SUBSCRIPTIONS,
    onerror: (error) => deps.onBadInput('protocol', error.message),
  })
  const refuse = (reason: BadInputReason, response: Response): Body => {
    deps.onBadInput(reason, `HTTP ${response.status}`)
    return { ok: false, response }
  }
  const readBody = async (request: Request): Promise<Body> => {
    const host = hostHeaderValidationResponse(request, localhostAllowedHostnames())
    if (host !== undefined) return refuse('host', host)
    const origin = originValidationResponse(request, localhostAllowedOrigins())
    if (origin !== undefined) return refuse('origin', origin)
    if (request.method !== 'POST') return { ok: true, value: undefined }
    if (!isJsonContentType(request.headers.get('content-type')))
      return refuse('media_type', rpcError(415, 'Unsupported Media Type: send application/json'))
    const body = await readRequestBody(request, BODY_MAX_BYTES)
    if (body.tooLarge) return refuse('too_large', rpcError(413, `Request body is over ${BODY_MAX_BYTES} bytes`))
    const json = parseJson(body.text)
    return json.ok ? json : refuse('not_json', rpcError(400, 'Parse error: the body is not JSON', {}, PARSE_ERROR))
  }

  return {
    async fetch(request: Request): Promise<Response> {
      const body = await readBody(request)
      if (!body.ok) return body.response
      const parsed = body.value === undefined ? {} : { parsedBody: body.value }
      if (await isLegacyRequest(request, body.value)) return deps.sessions.handle(request, body.value)
      return modern.fetch(request, parsed)
    },
    notify: modern.notify,
    stop: () => modern.close(),
  }
}

function parseJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false }
  }
}
