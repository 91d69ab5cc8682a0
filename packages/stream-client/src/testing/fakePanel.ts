import { type ClientFrame, type Cursor, formatCursor, type LogItem, parseCursor, type Recovery } from '@nobet/contracts'
import type { Clock } from '../clock.ts'
import type { Fetch, Transport } from '../transport/transport.ts'
import type { CreateWebSocket } from '../wire/socketLike.ts'
import { createFakeSocket, type FakeSocket } from './fakeSocket.ts'

const HEARTBEAT_MS = 5_000

/** No more faults at one place than the client has tries: beyond them it rightly counts a loss. */
const FAULTS_MAX = 3

/** How the way to the panel behaves for one transport. */
export type Way = 'open' | 'refused' | 'hanging'

interface Session {
  readonly transport: 'websocket' | 'sse'
  readonly tell: (text: string) => void
  readonly cut: () => void
  chain: number
  mute: boolean
}

/** A panel's log and its three doors in memory, faithful to the contract, with faults on demand. */
export function fakePanel(clock: Clock) {
  const ways: Record<Transport, Way> = { websocket: 'open', sse: 'open', poll: 'open' }
  const sessions = new Set<Session>()
  const sockets = new Set<FakeSocket>()
  const waiting = new Set<() => void>()
  const asked: { transport: Transport; after: string | undefined }[] = []
  const told: ClientFrame[] = []
  let epoch = 'e1'
  let log: LogItem[] = []
  let head = 0
  let evicted = 0
  let faults = 0
  let fault: 'drop' | 'corrupt' | 'double' | undefined
  let retryAfter: string | undefined
  const at = (offset: number) => formatCursor({ epoch, offset })

  const createWebSocket: CreateWebSocket = () => {
    const socket = createFakeSocket()
    sockets.add(socket)
    if (ways.websocket === 'refused') clock.setTimer(() => socket.fail(1006), 1)
    if (ways.websocket === 'open') clock.setTimer(() => socket.open(), 1)
    socket.onSend((text) => takeClientFrame(socket, JSON.parse(text) as ClientFrame))
    return socket
  }

  const fetch: Fetch = async (url, init) => {
    const { pathname, searchParams } = new URL(url)
    const after = searchParams.get('after') ?? undefined
    const transport = pathname.endsWith('/stream') ? 'sse' : 'poll'
    if (ways[transport] === 'hanging') return hang(init.signal)
    if (ways[transport] === 'refused') throw new TypeError('connection refused')
    if (retryAfter !== undefined) return new Response('', { status: 503, headers: { 'retry-after': retryAfter } })
    asked.push({ transport, after })
    if (transport === 'sse') return openSse(after, init.signal)
    return answerPoll(after, Number(searchParams.get('wait') ?? 0), init.signal)
  }

  return {
    createWebSocket,
    fetch,
    asked,
    /** What clients have sent over WebSocket. */
    told,
    cursor: () => at(head),
    sessions: () => [...sessions].map((session) => session.transport),
    setWay(transport: Transport, way: Way) {
      ways[transport] = way
      if (way !== 'open') cut(transport)
    },
    setRetryAfter(value: string | undefined) {
      retryAfter = value
    },
    publish(count: number) {
      for (let made = 0; made < count; made += 1) {
        head += 1
        log.push({ cursor: at(head), event: toEvent(`${epoch}-${head}`) })
      }
      for (const session of sessions) flush(session)
      for (const wake of waiting) wake()
    },
    heartbeat() {
      for (const session of sessions) {
        if (!session.mute) session.tell(JSON.stringify({ op: 'heartbeat', cursor: at(head), time: stamp() }))
      }
    },
    injectFault(kind: 'drop' | 'corrupt' | 'double') {
      faults += 1
      if (faults <= FAULTS_MAX) fault = kind
    },
    /** The log forgets all but the newest `keep`; sessions that are up to date do not notice. */
    evict(keep: number) {
      evicted = Math.max(evicted, head - keep)
      log = log.filter((item) => offsetOf(item.cursor) > evicted)
    },
    restart() {
      for (const transport of ['websocket', 'sse', 'poll'] as const) cut(transport)
      epoch = `e${Number(epoch.slice(1)) + 1}`
      log = []
      head = 0
      evicted = 0
    },
    tellAll(frame: object) {
      for (const session of sessions) session.tell(JSON.stringify(frame))
    },
    tellRaw(text: string) {
      for (const session of sessions) session.tell(text)
    },
    closeSockets(code: number) {
      for (const socket of sockets) socket.fail(code)
    },
    cut,
  }

  function cut(transport: Transport): void {
    for (const session of sessions) if (session.transport === transport) session.cut()
    if (transport === 'poll') for (const wake of waiting) wake()
  }

  function takeClientFrame(socket: FakeSocket, frame: ClientFrame): void {
    if (ways.websocket !== 'open') return
    told.push(frame)
    if (frame.op === 'ping') socket.receive(JSON.stringify({ op: 'pong', id: frame.id, time: stamp() }))
    if (frame.op !== 'hello') return
    asked.push({ transport: 'websocket', after: frame.after })
    const session: Session = {
      transport: 'websocket',
      tell: (text) => socket.receive(text),
      cut: () => socket.fail(1006),
      chain: head,
      mute: false,
    }
    socket.onOver(() => void sessions.delete(session))
    welcome(session, frame.after)
  }

  function openSse(after: string | undefined, signal: AbortSignal | null | undefined): Response {
    const encoder = new TextEncoder()
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const end = (close: () => void) => {
          if (sessions.delete(session)) close()
        }
        const session: Session = {
          transport: 'sse',
          tell: (text) => controller.enqueue(encoder.encode(`event: any\ndata: ${text}\n\n`)),
          cut: () => end(() => controller.error(new Error('cut'))),
          chain: head,
          mute: false,
        }
        signal?.addEventListener('abort', () => end(() => controller.error(new Error('aborted'))))
        welcome(session, after)
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }

  async function answerPoll(after: string | undefined, waitMs: number, signal: AbortSignal | null | undefined) {
    const { recovery, start } = recover(after)
    if (after !== undefined && recovery.lost === 0 && start === head && waitMs > 0) await held(waitMs, signal)
    if (ways.poll !== 'open') throw new TypeError('cut')
    const again = recover(after)
    const events = after === undefined ? log.slice(-1) : log.filter((item) => offsetOf(item.cursor) > again.start)
    if (takeFault() === 'corrupt') return new Response('{"events":[{}]}')
    return Response.json({ events, cursor: at(head), recovery: again.recovery })
  }

  function held(waitMs: number, signal: AbortSignal | null | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        cancel()
        waiting.delete(wake)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const cancel = clock.setTimer(wake, waitMs)
      waiting.add(wake)
      signal?.addEventListener('abort', wake)
    })
  }

  function welcome(session: Session, after: string | undefined): void {
    const { recovery, start } = recover(after)
    session.chain = start
    sessions.add(session)
    const user = { name: 'local', role: 'admin' }
    const greeting = { op: 'welcome', session: 's', cursor: at(head), user, heartbeatMs: HEARTBEAT_MS, receiptRate: 1 }
    session.tell(JSON.stringify({ ...greeting, recovery }))
    flush(session)
  }

  function recover(after: string | undefined): { recovery: Recovery; start: number } {
    if (after === undefined) return { recovery: { state: 'complete', recovered: 0, lost: 0 }, start: head }
    const position = parseCursor(after)
    if (position === undefined || position.epoch !== epoch || position.offset > head) {
      return { recovery: { state: 'none', recovered: 0, lost: null }, start: head }
    }
    const start = Math.max(position.offset, evicted)
    const lost = start - position.offset
    return { recovery: { state: lost === 0 ? 'complete' : 'partial', recovered: head - start, lost }, start }
  }

  function flush(session: Session): void {
    if (session.chain === head) return
    const events = log.filter((item) => offsetOf(item.cursor) > session.chain)
    const text = JSON.stringify({ op: 'events', events, from: at(session.chain), until: at(head) })
    session.chain = head
    const faulty = takeFault()
    // After a frame that vanished a heartbeat would hide it for good; a reliable transport cannot do that.
    session.mute = faulty === 'drop'
    if (faulty !== 'drop') session.tell(faulty === 'corrupt' ? text.slice(0, -7) : text)
    if (faulty === 'double') session.tell(text)
  }

  function takeFault() {
    const taken = fault
    fault = undefined
    return taken
  }

  function stamp(): string {
    return new Date(clock.now()).toISOString()
  }
}

export type FakePanel = ReturnType<typeof fakePanel>

const toEvent = (id: string): LogItem['event'] => ({
  specversion: '1.0',
  id,
  source: '/modules/finbot',
  type: 'mcp.notification.received',
  module: 'finbot',
  severity: 'info',
  time: '2026-11-22T17:00:00.000Z',
})

const offsetOf = (cursor: Cursor): number => parseCursor(cursor)?.offset ?? 0

const hang = (signal: AbortSignal | null | undefined) =>
  new Promise<Response>((_, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('aborted')))
  })
