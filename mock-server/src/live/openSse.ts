import type { ServerFrame } from '@nobet/contracts'
import type { Player } from '../player/startPlayer.ts'
import type { Scope } from './reader.ts'
import { startOutlet } from './startOutlet.ts'

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
}

/** PROTOCOL "The same log over HTTP": the WebSocket's frames as server-sent events. */
export function openSse(player: Player, scope: Scope, after: string | undefined): Response {
  const encoder = new TextEncoder()
  let stop = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const outlet = startOutlet(player, {
        send: (frame) => controller.enqueue(encoder.encode(toSse(frame))),
        isWritable: () => true,
      })
      const stopCuts = player.onCut((channels) => {
        if (!channels.includes('sse')) return
        stop()
        controller.error(new Error('the stream was cut'))
      })
      stop = () => {
        outlet.stop()
        stopCuts()
      }
      outlet.greet(scope, after)
    },
    cancel: () => stop(),
  })
  return new Response(body, { headers: HEADERS })
}

function toSse(frame: ServerFrame): string {
  const id = idOf(frame)
  return `event: ${frame.op}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(frame)}\n\n`
}

function idOf(frame: ServerFrame): string | undefined {
  if (frame.op === 'events' || frame.op === 'lagged') return frame.until
  return frame.op === 'heartbeat' ? frame.cursor : undefined
}
