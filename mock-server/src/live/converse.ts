import {
  type ClientFrame,
  formatCursor,
  type Hello,
  type StreamError,
  type Subscribe,
  type Unsubscribe,
} from '@nobet/contracts'
import type { MockLog } from '../player/mockLog.ts'
import { judgeResume } from '../player/recovery.ts'
import { isVisible, readRange } from './reader.ts'
import { judgeTopics, toCaller } from './scope.ts'
import type { Live, Outlet } from './startOutlet.ts'

/** What to do with the session after a frame: go on, or close it as the protocol was not kept. */
export type Heard = 'kept' | 'broken'

/** Answers one valid frame of a client (PROTOCOL "Client → server"). */
export function converse(log: MockLog, outlet: Outlet, frame: ClientFrame, now: () => string): Heard {
  const live = outlet.live()
  if (frame.op === 'hello') {
    if (live !== undefined) return breakOff(outlet, 'a second hello')
    onHello(outlet, frame)
    return 'kept'
  }
  if (live === undefined) return breakOff(outlet, 'the first message must be hello')
  switch (frame.op) {
    case 'subscribe':
      onSubscribe(log, outlet, live, frame)
      return 'kept'
    case 'unsubscribe':
      onUnsubscribe(outlet, live, frame)
      return 'kept'
    case 'ping':
      outlet.send({ op: 'pong', ...(frame.id === undefined ? {} : { id: frame.id }), time: now() })
      return 'kept'
    case 'receipt':
      return 'kept'
  }
}

/** Says what was wrong; `id` names the frame that asked. */
export function refuse(outlet: Outlet, code: StreamError['code'], message: string, id?: string | number): void {
  outlet.send({ op: 'error', code, message, ...(id === undefined ? {} : { id }) })
}

function breakOff(outlet: Outlet, message: string): Heard {
  refuse(outlet, 'protocol', message)
  return 'broken'
}

function onHello(outlet: Outlet, hello: Hello): void {
  const caller = toCaller(hello.role)
  const topics = judgeTopics(caller, hello.topics)
  if (topics.kind === 'unknown') return refuseTopic(outlet, topics.topic)
  outlet.greet({ caller, topics: topics.allowed, minSeverity: hello.minSeverity ?? 'debug' }, hello.after)
}

function onSubscribe(log: MockLog, outlet: Outlet, { scope: held }: Live, frame: Subscribe): void {
  const { id, after } = frame
  const asked = judgeTopics(held.caller, frame.topics)
  if (asked.kind === 'unknown') return refuseTopic(outlet, asked.topic, id)
  outlet.pump()
  const { epoch, head } = log.bounds()
  const { position, recovery } = judgeResume(log.bounds(), after)
  const topics = [...new Set([...held.topics, ...asked.allowed])]
  outlet.rescope({ ...held, topics })
  const cursor = formatCursor({ epoch, offset: head })
  outlet.send({ op: 'subscribed', id, cursor, topics, denied: [...asked.denied], recovery })
  if (after === undefined || recovery.state === 'none') return
  const added = { ...held, topics: asked.allowed }
  const range = { after: position, until: head }
  for (const events of readRange(log, range, (entry) => isVisible(added, entry) && !isVisible(held, entry))) {
    outlet.send({ ...events, recovery: id })
  }
}

function onUnsubscribe(outlet: Outlet, { scope: held, reader }: Live, { id, topics: asked }: Unsubscribe): void {
  const judged = judgeTopics(held.caller, asked)
  if (judged.kind === 'unknown') return refuseTopic(outlet, judged.topic, id)
  outlet.pump()
  const topics = held.topics.filter((topic) => !asked.includes(topic))
  outlet.rescope({ ...held, topics })
  outlet.send({ op: 'subscribed', id, cursor: reader.cursor(), topics, denied: [] })
}

const refuseTopic = (outlet: Outlet, topic: string, id?: string | number): void =>
  refuse(outlet, 'unknown_topic', `"${topic}" is not a topic`, id)
