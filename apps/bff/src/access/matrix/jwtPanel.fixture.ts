import { waitFor } from '@nobet/testkit'
import { type JWTPayload, SignJWT } from 'jose'
import { WebSocket } from 'ws'
import { startTestPanel } from '../../boot/testPanel.ts'
import { toSecretBytes } from '../jwt/secretKey.ts'

export const SECRET = 'a secret of the tests, long enough'
export const METRICS_TOKEN = 'the-metrics-token'
const WAIT_MS = 30_000

export interface SignOptions {
  readonly expiresInS?: number
  readonly secret?: string
}

/** A token as an issuer with the panel's secret would make it. */
export const signToken = (claims: JWTPayload, { expiresInS = 3_600, secret = SECRET }: SignOptions = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInS)
    .sign(toSecretBytes(secret))

export interface Frame {
  readonly op: string
  readonly [field: string]: unknown
}

/** The whole panel with tokens, and what a client of it does. */
export async function openJwtPanel(env: Readonly<Record<string, string>> = {}) {
  const panel = await startTestPanel({
    NOBET_AUTH: 'jwt',
    NOBET_JWT_SECRET: SECRET,
    NOBET_METRICS_TOKEN: METRICS_TOKEN,
    NOBET_MODULES: 'finbot=http://127.0.0.1:9/mcp,mubot=http://127.0.0.1:9/mcp',
    ...env,
  })
  const sockets: WebSocket[] = []
  const ask = (path: string, init: RequestInit = {}) => fetch(new URL(path.slice(1), panel.url), init)

  return {
    panel,
    ask,
    bearer: (token: string | undefined) => (token === undefined ? {} : { authorization: `Bearer ${token}` }),
    /** The `Cookie` header of a new session. */
    async signIn(token: string): Promise<string> {
      const response = await ask('/api/v1/session', { method: 'POST', headers: { authorization: `Bearer ${token}` } })
      if (response.status !== 201) throw new Error(`sign-in: ${response.status}`)
      return response.headers.get('set-cookie')?.split(';')[0] ?? ''
    },
    /** A stream after its hello, with every frame it was sent. */
    async stream(hello: Readonly<Record<string, unknown>>, headers: Record<string, string> = {}) {
      const url = new URL('api/v1/stream', panel.url.replace('http', 'ws'))
      const ws = new WebSocket(url, 'nobet.v1', { headers })
      sockets.push(ws)
      const frames: Frame[] = []
      let closed: number | undefined
      ws.on('message', (data: Buffer) => void frames.push(JSON.parse(data.toString()) as Frame))
      ws.on('close', (code) => (closed = code))
      ws.on('error', () => undefined)
      ws.on('open', () => ws.send(JSON.stringify({ op: 'hello', topics: ['*'], ...hello })))
      const next = (op: string) =>
        waitFor(() => frames.find((frame) => frame.op === op), { what: op, timeoutMs: WAIT_MS })
      const closing = () => waitFor(() => closed, { what: 'the close', timeoutMs: WAIT_MS })
      return { ws, frames, next, closing, send: (frame: Frame) => ws.send(JSON.stringify(frame)) }
    },
    /** Open streams by one transport, as the metrics tell. */
    async connections(transport: string): Promise<number> {
      const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
      const text = await (await ask('/metrics', { headers })).text()
      return Number(new RegExp(`nobet_stream_connections\\{transport="${transport}"\\} (\\d+)`).exec(text)?.[1])
    },
    async close() {
      for (const ws of sockets) ws.terminate()
      await panel.stop()
    },
  }
}

export type JwtPanel = Awaited<ReturnType<typeof openJwtPanel>>
