import type { EventBatch } from '@nobet/stream-client'
import type { Live } from './startLive.ts'

/** Of one frame so many events are reported: those that belong to a sampled trace, else the first. */
const PER_FRAME_MAX = 4
/** W3C `traceparent` whose last bit says that it is sampled. */
const SAMPLED = /-[\da-f][13579bdf]$/

export interface PaintReportDeps {
  readonly live: Pick<Live, 'onBatch' | 'reportPaint'>
  /** Runs once what has arrived by now is on the screen. */
  readonly onPainted: (run: () => void) => void
  /** Monotonic milliseconds. */
  readonly monotonic: () => number
  readonly isHidden: () => boolean
  /** The answer takes the listener off. */
  readonly onHidden: (run: () => void) => () => void
}

/** Tells the server how long events took to the screen. A hidden tab paints nothing, so it reports nothing. */
export function startPaintReports({ live, onPainted, monotonic, isHidden, onHidden }: PaintReportDeps): () => void {
  let waiting: { readonly cursor: string; readonly receivedAt: number }[] = []
  const leave = [live.onBatch(take), onHidden(() => (waiting = []))]

  return () => {
    waiting = []
    for (const off of leave.splice(0)) off()
  }

  function take({ items, recovered, receivedAt }: EventBatch): void {
    if (recovered || waiting.length >= PER_FRAME_MAX || isHidden()) return
    const wasEmpty = waiting.length === 0
    for (const { cursor, event } of items) {
      if (event.traceparent === undefined || !SAMPLED.test(event.traceparent)) continue
      waiting.push({ cursor, receivedAt })
      if (waiting.length >= PER_FRAME_MAX) break
    }
    const [first] = items
    if (waiting.length === 0 && first !== undefined) waiting.push({ cursor: first.cursor, receivedAt })
    if (wasEmpty && waiting.length > 0) onPainted(tell)
  }

  function tell(): void {
    const paintedAt = monotonic()
    for (const { cursor, receivedAt } of waiting) live.reportPaint(cursor, receivedAt, paintedAt)
    waiting = []
  }
}
