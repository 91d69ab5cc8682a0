import { type CloudEvent, HTTP_LIMITS } from '@nobet/contracts'

interface Entry {
  readonly event: CloudEvent
  readonly bytes: number
}

/** Events waiting for the panel, oldest first, at most `capacity`; what is being sent stays until its fate is known. */
export interface EventQueue {
  /** `dropped` counts the events given up to make room: the oldest that is not on its way. */
  push(event: CloudEvent): { readonly dropped: number }
  /** The head, at most `maxEvents` and one batch's bytes; it stays queued until {@link EventQueue.settle}. */
  take(maxEvents: number): readonly CloudEvent[]
  /** Removes the first `count` of what was taken, and frees the rest. */
  settle(count: number): void
  clear(): number
  readonly length: number
}

export function createEventQueue(capacity: number): EventQueue {
  const entries: Entry[] = []
  let inFlight = 0

  return {
    push(event) {
      const entry = { event, bytes: Buffer.byteLength(JSON.stringify(event)) + 1 }
      if (entries.length < capacity) {
        entries.push(entry)
        return { dropped: 0 }
      }
      if (inFlight < entries.length) {
        entries.splice(inFlight, 1)
        entries.push(entry)
      }
      return { dropped: 1 }
    },
    take(maxEvents) {
      inFlight = countThatFit(entries, maxEvents)
      return entries.slice(0, inFlight).map((entry) => entry.event)
    },
    settle(count) {
      entries.splice(0, count)
      inFlight = 0
    },
    clear: () => entries.splice(0).length,
    get length() {
      return entries.length
    },
  }
}

function countThatFit(entries: readonly Entry[], maxEvents: number): number {
  let bytes = 2
  let count = 0
  for (const entry of entries) {
    bytes += entry.bytes
    if (count >= maxEvents || (count > 0 && bytes > HTTP_LIMITS.batchBytes)) break
    count += 1
  }
  return count
}
