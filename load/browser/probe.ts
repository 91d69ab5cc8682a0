/** What the probe in the page has seen since it was last asked. */
export interface Seen {
  readonly frames: number
  readonly dropped: number
  readonly events: number
  /** Receive to paint of sampled messages, ms. */
  readonly delays: readonly number[]
}

declare global {
  interface Window {
    benchSeen: () => Seen
  }
}

/**
 * Runs in the page before its own script: counts frames by their gaps, and for a few messages a second waits until the
 * newest row shows the last event of the message. `selector` is that row.
 */
export function installProbe(selector: string): void {
  const FRAME_MS = 1_000 / 60
  const SAMPLE_MS = 200
  const Native = WebSocket
  let frames = 0
  let dropped = 0
  let events = 0
  let delays: number[] = []
  let last = performance.now()
  let sampled = 0
  let awaited: { n: number; at: number } | undefined

  const noteMessage = (text: string) => {
    const at = performance.now()
    const found = text.lastIndexOf('"n":')
    if (found < 0) return
    events += text.split('"cursor":').length - 1
    if (awaited !== undefined || at - sampled < SAMPLE_MS) return
    sampled = at
    awaited = { n: Number.parseInt(text.slice(found + 4, found + 20), 10), at }
  }
  const readNewest = () => Number(/bench (\d+)/.exec(document.querySelector(selector)?.textContent ?? '')?.[1] ?? -1)
  const onFrame = (now: number) => {
    const gap = now - last
    last = now
    frames += 1
    if (gap > 1.5 * FRAME_MS) dropped += Math.round(gap / FRAME_MS) - 1
    requestAnimationFrame(onFrame)
    if (awaited !== undefined) afterPaint(awaited)
  }
  const channel = new MessageChannel()
  let asked: typeof awaited
  const afterPaint = (wanted: { n: number; at: number }) => {
    asked = wanted
    channel.port2.postMessage(0)
  }
  channel.port1.onmessage = () => {
    if (asked === undefined || awaited === undefined || readNewest() < asked.n) return
    delays.push(performance.now() - asked.at)
    awaited = undefined
  }
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }) => typeof data === 'string' && noteMessage(data))
    }
  }
  requestAnimationFrame(onFrame)
  window.benchSeen = () => {
    const seen = { frames, dropped, events, delays }
    frames = 0
    dropped = 0
    events = 0
    delays = []
    return seen
  }
}
