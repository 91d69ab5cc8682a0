import type { ServerResponse } from 'node:http'
import type { Link } from '../hub/link.ts'
import type { OutFrame } from '../hub/outFrame.ts'
import { queuedInSystem, WRITE_WEIGHT } from '../writeProgress.ts'

export interface SseLink {
  readonly link: Link
  readonly body: ReadableStream<Uint8Array>
}

export interface SseEvents {
  readonly onWritable: () => void
  readonly onGone: () => void
}

/**
 * A response body as the hub sees it. The body asks for the next chunk only when its socket has taken the last one, so
 * it is full whenever it has not asked. `outgoing` is Node's response where there is one: the only way to cut a stuck one.
 */
export function createSseLink(outgoing: ServerResponse | undefined, { onWritable, onGone }: SseEvents): SseLink {
  let asked = false
  let pulls = 0
  let over = false
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const pending = () => -(controller?.desiredSize ?? 0)

  const finish = () => {
    if (over) return
    over = true
    onGone()
  }

  // A client that left before its answer was written never cancels the body: nobody had begun to read it.
  outgoing?.once('close', finish)

  const body = new ReadableStream<Uint8Array>(
    {
      start(own) {
        controller = own
      },
      pull() {
        asked = true
        pulls += 1
        onWritable()
      },
      cancel: finish,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  )

  const link: Link = {
    transport: 'sse',
    ready: () => asked,
    write(frame) {
      if (over) return
      asked = false
      controller?.enqueue((frame.sse ??= toServerSentEvent(frame)))
    },
    pending,
    progress: () => pulls * WRITE_WEIGHT - queuedInSystem(outgoing?.socket),
    ping: () => undefined,
    close() {
      if (over) return
      controller?.close()
      if (pending() === 0) queueMicrotask(finish)
    },
    destroy() {
      outgoing?.destroy()
      finish()
    },
  }
  return { link, body }
}

/** `event` is the op, `data` the WebSocket frame, `id` where to resume; JSON holds no line break. */
function toServerSentEvent({ op, json, id }: OutFrame): Buffer {
  const head = id === undefined ? `event: ${op}\ndata: ` : `event: ${op}\nid: ${id}\ndata: `
  return Buffer.concat([Buffer.from(head), json, SSE_END])
}

const SSE_END = Buffer.from('\n\n')
