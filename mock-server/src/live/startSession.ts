import {
  ClientFrame,
  CLOSE,
  type Fault,
  type Hello,
  parseJsonWith,
  type ServerFrame,
  STREAM,
  type StreamError,
  type Subscribe,
  type Unsubscribe,
} from '@nobet/contracts'
import { judgeResume } from '../player/recovery.ts'
import type { Player } from '../player/startPlayer.ts'
import { createReader, isVisible, type Reader, readRange, type Scope } from './reader.ts'
import { judgeTopics, toCaller } from './scope.ts'

const SECOND_MS = 1_000
const GOODBYE_RETRY_MS = 500

/** The socket under a session. */
export interface SessionLink {
  send(frame: ServerFrame): void
  close(code: number, reason: string): void
  /** Whether the socket takes more now; when it does again, call {@link Session.drain}. */
  isWritable(): boolean
}

export interface Session {
  receive(text: string): void
  drain(): void
  stop(): void
}

interface Live {
  readonly reader: Reader
  scope: Scope
}

/** One WebSocket session of PROTOCOL "Live stream": a place in the log that reads on as the log grows. */
export function startSession(player: Player, link: SessionLink): Session {
  const { clock, log } = player
  let live: Live | undefined
  let badMessages = 0
  let recent: number[] = []
  let isStopped = false
  let isPumpDue = false
  let cancelBeat = clock.setTimer(() => close(CLOSE.timeout, 'no hello'), STREAM.helloTimeoutMs)

  const stop = () => {
    isStopped = true
    cancelBeat()
    stopListening()
  }

  const close = (code: number, reason: string) => {
    if (isStopped) return
    stop()
    link.close(code, reason)
  }

  const send = (frame: ServerFrame) => {
    if (isStopped) return
    link.send(frame)
    if (live === undefined) return
    cancelBeat()
    cancelBeat = clock.setTimer(beat, STREAM.heartbeatMs)
  }

  const beat = () => {
    if (live !== undefined) send({ op: 'heartbeat', cursor: live.reader.cursor(), time: player.now() })
  }

  const pump = () => {
    isPumpDue = false
    if (isStopped || live === undefined || !link.isWritable()) return
    for (const frame of live.reader.read(live.scope)) send(frame)
  }

  // One frame for all that a turn of the world appends, not one each.
  const stopListening = log.onAppend(() => {
    if (isPumpDue) return
    isPumpDue = true
    queueMicrotask(pump)
  })

  const refuse = (code: StreamError['code'], message: string, id?: string | number) =>
    send({ op: 'error', code, message, ...(id === undefined ? {} : { id }) })

  const onHello = (hello: Hello) => {
    const caller = toCaller(hello.role)
    const topics = judgeTopics(caller, hello.topics)
    if (topics.kind === 'unknown') return refuse('unknown_topic', `"${topics.topic}" is not a topic`)
    const { position, recovery } = judgeResume(log.bounds(), hello.after)
    const scope = { caller, topics: topics.allowed, minSeverity: hello.minSeverity ?? 'debug' }
    const head = createReader(log, log.bounds().head).cursor()
    live = { reader: createReader(log, position), scope }
    send({
      op: 'welcome',
      session: player.mintId(),
      cursor: head,
      user: { name: caller.name, role: caller.role },
      heartbeatMs: STREAM.heartbeatMs,
      receiptRate: 0,
      recovery,
    })
    pump()
  }

  const onSubscribe = (session: Live, { id, topics: asked, after }: Subscribe) => {
    const topics = judgeTopics(session.scope.caller, asked)
    if (topics.kind === 'unknown') return refuse('unknown_topic', `"${topics.topic}" is not a topic`, id)
    pump()
    const held = session.scope
    const { position, recovery } = judgeResume(log.bounds(), after)
    const until = log.bounds().head
    session.scope = { ...held, topics: [...new Set([...held.topics, ...topics.allowed])] }
    const cursor = createReader(log, until).cursor()
    send({ op: 'subscribed', id, cursor, topics: [...session.scope.topics], denied: [...topics.denied], recovery })
    if (after === undefined || recovery.state === 'none') return
    const added = { ...held, topics: topics.allowed }
    const frames = readRange(log, { after: position, until }, (e) => isVisible(added, e) && !isVisible(held, e))
    for (const frame of frames) send({ ...frame, recovery: id })
  }

  const onUnsubscribe = (session: Live, { id, topics: asked }: Unsubscribe) => {
    const topics = judgeTopics(session.scope.caller, asked)
    if (topics.kind === 'unknown') return refuse('unknown_topic', `"${topics.topic}" is not a topic`, id)
    pump()
    session.scope = { ...session.scope, topics: session.scope.topics.filter((topic) => !asked.includes(topic)) }
    const cursor = session.reader.cursor()
    send({ op: 'subscribed', id, cursor, topics: [...session.scope.topics], denied: [] })
  }

  const onFrame = (frame: ClientFrame) => {
    if ((live === undefined) !== (frame.op === 'hello')) {
      refuse('protocol', live === undefined ? 'the first message must be hello' : 'hello was said already')
      return close(CLOSE.protocol, 'protocol')
    }
    switch (frame.op) {
      case 'hello':
        return onHello(frame)
      case 'subscribe':
        return live === undefined ? undefined : onSubscribe(live, frame)
      case 'unsubscribe':
        return live === undefined ? undefined : onUnsubscribe(live, frame)
      case 'ping':
        return send({ op: 'pong', ...(frame.id === undefined ? {} : { id: frame.id }), time: player.now() })
      case 'receipt':
        return undefined
    }
  }

  return {
    receive(text) {
      if (isStopped) return
      recent = [...recent.filter((at) => at > clock.now() - SECOND_MS), clock.now()]
      if (text.length > STREAM.inboundBytes) return close(CLOSE.tooLarge, 'message too large')
      if (recent.length > STREAM.inboundPerSecond) {
        refuse('rate_limited', `more than ${STREAM.inboundPerSecond} messages a second`)
        return close(CLOSE.tooFastOrSlow, 'too fast')
      }
      const parsed = parseJsonWith(ClientFrame, text)
      if (parsed.ok) return onFrame(parsed.value)
      badMessages += 1
      refuse('bad_message', describeFaults(parsed.faults))
      if (badMessages >= STREAM.badMessages) close(CLOSE.protocol, 'too many bad messages')
    },
    drain: pump,
    stop,
  }
}

/** Says goodbye the way a draining server does. */
export const goodbye: ServerFrame = { op: 'goodbye', reason: 'draining', retryAfterMs: GOODBYE_RETRY_MS }

const describeFaults = (faults: readonly Fault[]): string =>
  faults.map(({ path, expected }) => (path === '' ? expected : `${path}: ${expected}`)).join('; ')
