import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { PROBLEM_MEDIA_TYPE } from '@nobet/contracts'
import { SignJWT } from 'jose'
import { afterAll, expect } from 'vitest'
import type { Outside, RawAnswer } from '../outsider.fixture.ts'

const REPLY_MS = 45_000

export const FORM = 'application/x-www-form-urlencoded'
export const JWT_SECRET = 'a secret of the tests, long enough'

/** A request as an upstream saw it. */
export interface Recorded {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface Recorder {
  readonly url: string
  readonly port: number
  readonly seen: Recorded[]
  /** What it answers from now on; JSON `{"status":"success","data":[]}` to begin with. */
  answer(reply: (request: Recorded, response: ServerResponse) => void): void
}

const atEnd: (() => Promise<unknown>)[] = []
/** Runs when the file is done, the last one first. */
export const onFileFinished = (end: () => Promise<unknown>): void => void atEnd.unshift(end)
afterAll(async () => {
  for (const end of atEnd.splice(0)) await end()
})

/** An upstream that keeps what it was sent. */
export async function startRecorder(): Promise<Recorder> {
  const seen: Recorded[] = []
  let reply = (_request: Recorded, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{"status":"success","data":[]}')
  }
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => void chunks.push(chunk))
    incoming.on('error', () => undefined)
    incoming.on('end', () => {
      const { method = '', url: path = '', headers } = incoming
      const one = { method, path, headers, body: Buffer.concat(chunks).toString() }
      // The panel's own look at readiness is not what is asked here.
      if (!['/-/ready', '/api/health', '/ready'].includes(path)) seen.push(one)
      reply(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onFileFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return { url: `http://127.0.0.1:${port}`, port, seen, answer: (next) => void (reply = next) }
}

/** Bytes as they are on a socket of its own, and the status and text that came back; status 0: closed without a word. */
export const rawBytes = (at: Outside, bytes: string): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve) => {
    const socket = connect(at.port, '127.0.0.1')
    let text = ''
    const over = () => {
      socket.destroy()
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text })
    }
    socket.setTimeout(REPLY_MS, over)
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')))
    socket.on('error', over)
    socket.on('close', over)
    socket.write(Buffer.from(bytes, 'latin1'))
  })

/** A target exactly as written, on a connection that is closed after it. */
export const rawTarget = (at: Outside, target: string, method = 'GET', headers: readonly string[] = []) => {
  const lines = [`${method} ${target} HTTP/1.1`, `Host: 127.0.0.1:${at.port}`, 'Connection: close', ...headers]
  return rawBytes(at, `${lines.join('\r\n')}\r\n\r\n`)
}

/** Refused by the panel itself: 403 (or the status given) as problem+json. */
export function expectRefused(answer: RawAnswer | Response, status = 403): void {
  // Not by its class: the server library has put one of its own in place of the global one.
  const type = 'ok' in answer ? answer.headers.get('content-type') : answer.headers['content-type']
  expect({ status: answer.status, type: type?.split(';')[0] }).toEqual({ status, type: PROBLEM_MEDIA_TYPE })
}

/** A token as an issuer with the panel's secret would make it. */
export const signToken = (claims: Readonly<Record<string, unknown>>): Promise<string> =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(JWT_SECRET))
