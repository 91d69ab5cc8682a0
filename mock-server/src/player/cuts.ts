import type { Channel } from '../world/mockWorld.ts'

/** Which channels are dead now. */
export interface Cuts {
  cut(channels: readonly Channel[], until: number): void
  isCut(channel: Channel): boolean
  /** Called when channels break off; the answer unsubscribes. */
  onCut(listener: (channels: readonly Channel[]) => void): () => void
}

export function createCuts(now: () => number): Cuts {
  const cutUntil = new Map<Channel, number>()
  const listeners = new Set<(channels: readonly Channel[]) => void>()
  return {
    cut(channels, until) {
      // Entered after the fault was over: nothing to break.
      if (until <= now()) return
      for (const channel of channels) cutUntil.set(channel, until)
      for (const listener of listeners) listener(channels)
    },
    isCut: (channel) => (cutUntil.get(channel) ?? Number.NEGATIVE_INFINITY) > now(),
    onCut(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
