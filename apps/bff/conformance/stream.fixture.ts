import { type IncomingMessage, get as httpGet } from 'node:http'
import { type Cursor, parseWith, ServerFrame, STREAM } from '@nobet/contracts'
import { waitFor } from '@nobet/testkit'
import { afterAll, expect } from 'vitest'
import { type ClientOptions, type RawData, WebSocket } from 'ws'
import type { Json, Outside } from './outsider.fixture.ts'

export type Op = ServerFrame['op']
export type FrameOf<O extends Op> = Extract<ServerFrame, { readonly op: O }>
export type EventsFrame = FrameOf<'events'>

/** Frames as they came, each held against the published schema. */
export interface Inbox {
  readonly frames: readonly ServerFrame[]
  all<O extends Op>(op: O): FrameOf<O>[]
  /** Waits for the first frame of this op that fits. */
  next<O extends Op>(op: O, fits?: (frame: FrameOf<O>) => boolean): Promise<FrameOf<O>>
  /** Ids of the events of live frames, in order. */
  ids(): string[]
}

export interface Stream extends Inbox {
  readonly socket: WebSocket
  send(frame: Json | string): void
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
}

const atEnd: (() => void)[] = []
afterAll(() => {
  for (const end of atEnd.splice(0)) end()
})

export const isLive = (frame: EventsFrame): boolean => frame.recovery === undefined

function createInbox() {
  const frames: ServerFrame[] = []
  const isOp =
    <O extends Op>(op: O) =>
    (frame: ServerFrame): frame is FrameOf<O> =>
      frame.op === op
  const inbox: Inbox = {
    frames,
    all: (op) => frames.filter(isOp(op)),
    next: (op, fits = () => true) =>
      waitFor(() => frames.filter(isOp(op)).find(fits), { what: `a frame "${op}"`, timeoutMs: 30_000 }),
    ids: () =>
      frames
        .filter(isOp('events'))
        .filter(isLive)
        .flatMap(({ events }) => events.map(({ event }) => event.id)),
  }
  const take = (text: string) => {
    const parsed = parseWith(ServerFrame, JSON.parse(text))
    if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.faults)} in ${text.slice(0, 300)}`)
    frames.push(parsed.value)
  }
  return { inbox, take }
}

const toText = (data: RawData): string => (Buffer.isBuffer(data) ? data.toString() : '')

/** A WebSocket that has said nothing yet. */
export async function connect(
  { url }: Outside,
  options: ClientOptions & { readonly path?: string; readonly protocols?: string[] } = {},
): Promise<Stream> {
  const { path = 'api/v1/stream', protocols = [STREAM.subprotocol], ...rest } = options
  const { inbox, take } = createInbox()
  const socket = new WebSocket(new URL(path, url.replace('http', 'ws')), protocols, rest)
  socket.on('error', () => undefined)
  atEnd.push(() => socket.terminate())
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  )
  socket.on('message', (data, isBinary) => {
    expect(isBinary).toBe(false)
    take(toText(data))
  })
  const opened = new Promise<boolean>((resolve) => socket.on('open', () => resolve(true)))
  if (!(await Promise.race([opened, closed.then(() => false)]))) throw new Error('the upgrade was refused')
  const send = (frame: Json | string) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  return { ...inbox, socket, send, closed }
}

/** A session that has been welcomed. */
export async function hello(outside: Outside, frame: Json = { topics: ['*'] }, options: ClientOptions = {}) {
  const stream = await connect(outside, options)
  stream.send({ op: 'hello', ...frame })
  const welcome = await stream.next('welcome')
  return { ...stream, welcome }
}

export interface ServerSent extends Inbox {
  readonly response: IncomingMessage
  /** Fields of each event as they stood on the wire. */
  readonly raw: readonly { readonly event?: string; readonly id?: string; readonly data?: string }[]
  readonly ended: Promise<void>
}

/** An SSE stream read by hand, so that nothing of the wire is hidden. */
export async function openSse(
  { port }: Outside,
  query: string,
  headers: Record<string, string> = {},
): Promise<ServerSent> {
  const { inbox, take } = createInbox()
  const raw: { event?: string; id?: string; data?: string }[] = []
  const path = `/api/v1/events/stream${query}`
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = httpGet({ host: '127.0.0.1', port, path, headers, agent: false }, resolve)
    sent.on('error', reject)
    atEnd.push(() => void sent.destroy())
  })
  let rest = ''
  response.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const fields: Record<string, string> = {}
      for (const line of part.split('\n')) {
        const [name = '', value = ''] = line.split(/: (.*)/s, 2)
        fields[name] = value
      }
      raw.push(fields)
      if (fields['data'] !== undefined) take(fields['data'])
    }
  })
  response.on('error', () => undefined)
  const ended = new Promise<void>((resolve) => response.on('close', resolve))
  return { ...inbox, response, raw, ended }
}

/** Every live frame begins where the one before it ended; the first where the session began. */
export function expectChain(frames: readonly ServerFrame[], start: Cursor): Cursor {
  let end: Cursor = start
  for (const frame of frames) {
    if (frame.op !== 'lagged' && !(frame.op === 'events' && isLive(frame))) continue
    expect(frame.from).toBe(end)
    end = frame.until
  }
  return end
}
