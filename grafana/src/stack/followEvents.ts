import { once } from 'node:events'
import { WebSocket } from 'ws'

const PAINTED = { sentMs: 2, paintedMs: 9 }

/** A browser as the panel sees it: follows all events, says of each frame when it was painted. `stop` ends it. */
export async function followEvents(panel: string): Promise<() => Promise<void>> {
  const socket = openSocket(panel)
  await once(socket, 'open')
  socket.on('message', (data: Buffer) => {
    // Frames of the panel's own protocol; only the newest event's cursor is wanted.
    const frame = JSON.parse(data.toString()) as { op: string; events?: { cursor: string }[] }
    const cursor = frame.events?.at(-1)?.cursor
    if (frame.op === 'events' && cursor !== undefined) {
      socket.send(JSON.stringify({ op: 'receipt', cursor, ...PAINTED }))
    }
  })
  socket.send(JSON.stringify({ op: 'hello', topics: ['*'] }))
  return async () => {
    socket.close()
    await once(socket, 'close')
  }
}

/** A client that says the wrong thing first and is dropped for it. */
export async function breakProtocol(panel: string): Promise<void> {
  const socket = openSocket(panel)
  await once(socket, 'open')
  socket.send(JSON.stringify({ op: 'subscribe', id: '1', topics: ['*'] }))
  await once(socket, 'close')
}

/** A client that comes back over SSE and asks for what it missed. */
export async function comeBack(panel: string, cursor: string): Promise<void> {
  const gone = new AbortController()
  const response = await fetch(`${panel}/api/v1/events/stream?topics=*&after=${encodeURIComponent(cursor)}`, {
    signal: gone.signal,
  })
  await response.body?.getReader().read()
  gone.abort()
}

const openSocket = (panel: string) => new WebSocket(`${panel.replace('http', 'ws')}/api/v1/stream`, 'nobet.v1')
