import {
  isInitializeRequest,
  type McpServer,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'
import type { Clock } from '../clock.ts'
import { type Random, toHex } from '../random.ts'
import type { Logger } from '../telemetry/logger.ts'
import { rpcError } from './rpcError.ts'

const SESSION_HEADER = 'mcp-session-id'
const SESSION_ID_BYTES = 16
const RETRY_AFTER_S = 5
const SWEEPS_PER_IDLE = 4

export const SESSION_EVENTS = ['opened', 'closed', 'expired', 'refused'] as const
export type SessionEvent = (typeof SESSION_EVENTS)[number]

export interface LegacySessionsDeps {
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  /** A fresh server for one session, and what to undo when the session ends. */
  readonly open: () => { readonly server: McpServer; readonly release: () => void }
  readonly onEvent: (event: SessionEvent, open: number, lifeMs?: number) => void
}

export interface LegacySessionsOptions {
  /** A session with no request and no open stream for this long is closed. */
  readonly idleMs: number
  readonly maxSessions: number
}

interface Session {
  readonly transport: WebStandardStreamableHTTPServerTransport
  readonly release: () => void
  readonly openedAt: number
  lastUsedAt: number
  streams: number
}

export interface LegacySessions {
  handle(request: Request, body: unknown): Promise<Response>
  readonly size: number
  stop(): Promise<void>
}

/** Serves the era of `initialize` and sessions (2025-11-25 and before): bounded in number and in idle time. */
export function startLegacySessions(deps: LegacySessionsDeps, options: LegacySessionsOptions): LegacySessions {
  const sessions = new Map<string, Session>()
  let opening = 0

  const forget = (id: string, event: SessionEvent) => {
    const session = sessions.get(id)
    if (session === undefined) return
    sessions.delete(id)
    session.release()
    deps.onEvent(event, sessions.size, deps.clock.monotonic() - session.openedAt)
  }
  const end = async (id: string, event: SessionEvent) => {
    const session = sessions.get(id)
    forget(id, event)
    await session?.transport.close()
  }
  const open = async (request: Request, body: unknown) => {
    if (sessions.size + opening >= options.maxSessions) {
      deps.onEvent('refused', sessions.size)
      return rpcError(503, 'Too many sessions; close one or try again later', { 'retry-after': String(RETRY_AFTER_S) })
    }
    opening += 1
    try {
      return await openSession(deps, sessions, forget, request, body)
    } finally {
      opening -= 1
    }
  }
  const cancelSweep = startSweep(deps.clock, options, sessions, (id) => void end(id, 'expired'))

  return {
    async handle(request, body) {
      const id = request.headers.get(SESSION_HEADER)
      if (id === null) {
        if (isInitializeRequest(body)) return open(request, body)
        return rpcError(400, 'Bad Request: send initialize first, then the mcp-session-id it answers with')
      }
      const session = sessions.get(id)
      if (session === undefined) return rpcError(404, 'Session not found: it has ended; initialize again')
      return use(session, request, body, deps.clock)
    },
    get size() {
      return sessions.size
    },
    async stop() {
      cancelSweep()
      await Promise.all([...sessions.keys()].map((id) => end(id, 'closed')))
    },
  }
}

async function openSession(
  deps: LegacySessionsDeps,
  sessions: Map<string, Session>,
  forget: (id: string, event: SessionEvent) => void,
  request: Request,
  body: unknown,
): Promise<Response> {
  const { server, release } = deps.open()
  const now = deps.clock.monotonic()
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: () => toHex(deps.random.bytes(SESSION_ID_BYTES)),
    onsessioninitialized: (id) => {
      sessions.set(id, { transport, release, openedAt: now, lastUsedAt: now, streams: 0 })
      deps.onEvent('opened', sessions.size)
    },
    onsessionclosed: (id) => forget(id, 'closed'),
  })
  await server.connect(transport)
  const response = await transport.handleRequest(request, { parsedBody: body })
  if (transport.sessionId === undefined || !sessions.has(transport.sessionId)) {
    release()
    await server.close()
  }
  return response
}

async function use(session: Session, request: Request, body: unknown, clock: Clock): Promise<Response> {
  session.lastUsedAt = clock.monotonic()
  const response = await session.transport.handleRequest(request, body === undefined ? {} : { parsedBody: body })
  if (request.method === 'GET' && response.ok) {
    session.streams += 1
    const onAbort = () => {
      session.streams -= 1
      session.lastUsedAt = clock.monotonic()
    }
    if (request.signal.aborted) onAbort()
    else request.signal.addEventListener('abort', onAbort, { once: true })
  }
  return response
}

function startSweep(
  clock: Clock,
  options: LegacySessionsOptions,
  sessions: ReadonlyMap<string, Session>,
  expire: (id: string) => void,
): () => void {
  let cancel: (() => void) | undefined
  const sweep = () => {
    const before = clock.monotonic() - options.idleMs
    for (const [id, session] of sessions) {
      if (session.streams === 0 && session.lastUsedAt <= before) expire(id)
    }
    cancel = clock.setTimer(sweep, options.idleMs / SWEEPS_PER_IDLE)
  }
  cancel = clock.setTimer(sweep, options.idleMs / SWEEPS_PER_IDLE)
  return () => cancel?.()
}
