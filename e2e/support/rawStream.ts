import { WebSocket } from 'ws'

type Frame = Readonly<Record<string, unknown>>

export interface RawStream {
  /** Sends text as it is, or an object as JSON. */
  readonly send: (message: unknown) => void
  /** Waits for the next frame of this kind, among those already come too. */
  readonly next: (op: string) => Promise<Frame>
  /** The close code, once the other side has closed. */
  readonly closed: Promise<number>
  readonly end: () => void
}

/** A WebSocket to the panel that says what it is told to, right or wrong. */
export async function openRawStream(panelUrl: string): Promise<RawStream> {
  const socket = new WebSocket(`${panelUrl.replace('http', 'ws')}/api/v1/stream`, 'nobet.v1')
  const frames: Frame[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data: Buffer) => {
    // What the panel sends is held to its contract elsewhere.
    frames.push(JSON.parse(data.toString()) as Frame)
    for (const wake of waiting) wake()
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  socket.removeAllListeners('error').on('error', () => undefined)
  return {
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: (op) =>
      new Promise((resolve) => {
        const look = () => {
          const at = frames.findIndex((frame) => frame['op'] === op)
          const [found] = at === -1 ? [] : frames.splice(at, 1)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    closed,
    end: () => socket.terminate(),
  }
}
