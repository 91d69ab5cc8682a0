/** An alert as this page saw it; times are epoch ms. */
export interface Sight {
  readonly instance: string
  /** When the panel got the webhook. */
  readonly toldAt: number
  readonly receivedAt: number
  /** When a toast that counts it had been painted; left out while it has not. */
  readonly paintedAt?: number
}

export interface Probed {
  readonly sights: readonly Sight[]
  /** Most toasts on screen at once, and how many different ones there were. */
  readonly atOnce: number
  readonly toasts: number
  /** Longest time between two frames, ms. */
  readonly longestGapMs: number
  readonly frames: number
  readonly dropped: number
}

declare global {
  interface Window {
    benchProbed: () => Probed
  }
}

/**
 * Runs in the page before its own script. Every alert is seen on the socket; it is painted when the toasts on screen,
 * after a frame, count as many alerts as have been received up to it: a storm says how many it folds.
 */
export function installProbe(): void {
  const FRAME_MS = 1_000 / 60
  const Native = WebSocket
  const now = () => performance.timeOrigin + performance.now()
  const sights: { instance: string; toldAt: number; receivedAt: number; paintedAt?: number }[] = []
  const seen = new Set<Element>()
  let painted = 0
  let atOnce = 0
  let longestGapMs = 0
  let frames = 0
  let dropped = 0
  let last = performance.now()

  const noteFrame = (text: string) => {
    if (!text.includes('"alert.firing"')) return
    const receivedAt = now()
    const frame = JSON.parse(text) as {
      events?: { event: { type: string; time: string; data?: { labels?: Record<string, string> } } }[]
    }
    for (const { event } of frame.events ?? []) {
      const instance = event.data?.labels?.['instance'] ?? event.data?.labels?.['drill_id']
      if (event.type !== 'alert.firing' || instance === undefined) continue
      sights.push({ instance, toldAt: Date.parse(event.time), receivedAt })
    }
  }
  const channel = new MessageChannel()
  channel.port1.onmessage = () => {
    const cards = [...document.querySelectorAll('[aria-label="Toasts"] article')]
    for (const card of cards) seen.add(card)
    atOnce = Math.max(atOnce, cards.length)
    const counts = cards.map((card) =>
      Number(/\d[\d,]*/.exec(card.querySelector('b')?.textContent ?? '')?.[0].replace(',', '') ?? 1),
    )
    const counted = Math.max(
      counts.reduce((sum, count) => sum + count, 0),
      seen.size,
    )
    const at = now()
    for (; painted < Math.min(counted, sights.length); painted += 1) {
      const sight = sights[painted]
      if (sight !== undefined) sight.paintedAt = at
    }
  }
  const onFrame = (at: number) => {
    const gap = at - last
    last = at
    frames += 1
    longestGapMs = Math.max(longestGapMs, gap)
    if (gap > 1.5 * FRAME_MS) dropped += Math.round(gap / FRAME_MS) - 1
    requestAnimationFrame(onFrame)
    if (painted < sights.length) channel.port2.postMessage(0)
  }
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }) => typeof data === 'string' && noteFrame(data))
    }
  }
  requestAnimationFrame(onFrame)
  window.benchProbed = () => {
    const probed = { sights: [...sights], atOnce, toasts: seen.size, longestGapMs, frames, dropped }
    longestGapMs = 0
    frames = 0
    dropped = 0
    return probed
  }
}
