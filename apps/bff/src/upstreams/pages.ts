/** What one read of a socket takes at most. */
export const PAGE_BYTES = 64 * 1024
/** More than this is not kept for later: it came from a moment that has passed. */
const FREE_PAGES = 512

/**
 * Memory that sockets read into, over and over. Answers in fresh memory make the engine look through its whole heap
 * after every few hundred of them, which costs more than passing them on. A page nobody gives back is only lost to
 * this, never to the process: the engine collects it.
 */
export interface Pages {
  take(): Buffer
  /** Whether this memory is a page that was taken from here and not given back. */
  owns(memory: ArrayBufferLike): boolean
  /** Its bytes are read over from now on: nothing may look at them any more. */
  give(memory: ArrayBuffer): void
}

export function createPages(): Pages {
  const taken = new WeakSet<ArrayBufferLike>()
  const free: ArrayBuffer[] = []
  return {
    take() {
      const page = free.pop() ?? new ArrayBuffer(PAGE_BYTES)
      taken.add(page)
      return Buffer.from(page)
    },
    owns: (memory) => taken.has(memory),
    give(memory) {
      if (taken.delete(memory) && free.length < FREE_PAGES) free.push(memory)
    },
  }
}
