import { type ServerFrame, STREAM } from '@nobet/contracts'
import { judgeResume } from '../player/recovery.ts'
import type { Player } from '../player/startPlayer.ts'
import { createReader, type Scope } from './reader.ts'

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
}

/** PROTOCOL "The same log over HTTP": the WebSocket's frames as server-sent events. */
export function openSse(player: Player, scope: Scope, after: string | undefined): Response {
  let stop = () => {}
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      stop = startFeed(player, scope, after, controller)
    },
    cancel: () => stop(),
  })
  return new Response(body, { headers: HEADERS })
}

function startFeed(
  player: Player,
  scope: Scope,
  after: string | undefined,
  controller: ReadableStreamDefaultController<Uint8Array>,
): () => void {
  const { clock, log } = player
  const encoder = new TextEncoder()
  const head = createReader(log, log.bounds().head).cursor()
  const { position, recovery } = judgeResume(log.bounds(), after)
  const reader = createReader(log, position)
  let cancelBeat = () => {}
  let isPumpDue = false

  const send = (frame: ServerFrame) => {
    controller.enqueue(encoder.encode(toSse(frame)))
    cancelBeat()
    cancelBeat = clock.setTimer(beat, STREAM.heartbeatMs)
  }
  const beat = () => send({ op: 'heartbeat', cursor: reader.cursor(), time: player.now() })
  const pump = () => {
    isPumpDue = false
    if (!isStopped) for (const frame of reader.read(scope)) send(frame)
  }

  let isStopped = false
  const stopAppends = log.onAppend(() => {
    if (isPumpDue) return
    isPumpDue = true
    queueMicrotask(pump)
  })
  const stopCuts = player.onCut((channels) => {
    if (!channels.includes('sse') || isStopped) return
    stop()
    controller.error(new Error('the stream was cut'))
  })
  const stop = () => {
    isStopped = true
    cancelBeat()
    stopAppends()
    stopCuts()
  }

  send({
    op: 'welcome',
    session: player.mintId(),
    cursor: head,
    user: { name: scope.caller.name, role: scope.caller.role },
    heartbeatMs: STREAM.heartbeatMs,
    receiptRate: 0,
    recovery,
  })
  pump()
  return stop
}

function toSse(frame: ServerFrame): string {
  const id = idOf(frame)
  return `event: ${frame.op}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(frame)}\n\n`
}

function idOf(frame: ServerFrame): string | undefined {
  if (frame.op === 'events' || frame.op === 'lagged') return frame.until
  return frame.op === 'heartbeat' ? frame.cursor : undefined
}
