import type { LogEntry, ReadLimit } from '../eventLog.ts'
import type { Block } from './block.ts'

const COMPACT_AFTER = 1024
/** Newest events held as objects: what is just in is read by the panel's own readers at once. */
const WARM_EVENTS = 2000

export type BlockRing = ReturnType<typeof createBlockRing>

/** Contiguous blocks with cheap removal at the old end. `start`: the offset after which the first block goes on. */
export function createBlockRing(start: number) {
  let blocks: (Block | undefined)[] = []
  let gone = 0
  let coolTo = 0
  let warmEvents = 0
  let head = start - 1
  let bytes = 0
  let lastCold: { readonly block: Block; readonly entries: readonly LogEntry[] } | undefined

  const cool = () => {
    for (let block = blocks[coolTo]; warmEvents > WARM_EVENTS && block !== undefined; block = blocks[coolTo]) {
      warmEvents -= countOf(block)
      block.cool()
      coolTo += 1
    }
  }

  /** A reader far behind takes a block in several parts: it is decoded once. */
  const entriesOf = (block: Block, index: number): readonly LogEntry[] => {
    if (index >= coolTo) return block.entries()
    if (lastCold?.block !== block) lastCold = { block, entries: block.entries() }
    return lastCold.entries
  }

  /** The index of the first block that ends at `offset` or later. */
  const find = (offset: number): number => {
    let low = gone
    let high = blocks.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((blocks[middle]?.last ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    get first() {
      return blocks[gone]?.first ?? head + 1
    },
    get bytes() {
      return bytes
    },
    push(block: Block) {
      blocks.push(block)
      head = block.last
      bytes += block.bytes
      warmEvents += countOf(block)
      cool()
    },
    oldest: () => blocks[gone],
    shift() {
      const block = blocks[gone]
      if (block === undefined) return
      if (lastCold?.block === block) lastCold = undefined
      if (gone >= coolTo) {
        warmEvents -= countOf(block)
        coolTo = gone + 1
      }
      blocks[gone] = undefined
      gone += 1
      bytes -= block.bytes
      if (gone < COMPACT_AFTER || gone * 2 < blocks.length) return
      blocks = blocks.slice(gone)
      coolTo -= gone
      gone = 0
    },
    /** Ascending, `offset > after`; at least one when there is one. */
    after(after: number, limit: ReadLimit): readonly LogEntry[] {
      const taken = createTaking(limit)
      for (let index = find(after + 1); index < blocks.length; index += 1) {
        const block = blocks[index]
        if (block === undefined) break
        const entries = entriesOf(block, index)
        for (let at = Math.max(0, after + 1 - block.first); at < entries.length; at += 1) {
          const entry = entries[at]
          if (entry !== undefined && !taken.add(entry)) return taken.entries
        }
        if (taken.full()) break
      }
      return taken.entries
    },
    /** Ascending, `lowest <= offset < before`, the newest. */
    before(before: number, limit: ReadLimit, lowest: number): readonly LogEntry[] {
      const taken = createTaking(limit)
      for (let index = Math.min(find(before - 1), blocks.length - 1); index >= gone; index -= 1) {
        const block = blocks[index]
        if (block === undefined || block.last < lowest || taken.full()) break
        for (const entry of entriesOf(block, index).toReversed()) {
          if (entry.offset >= before) continue
          if (entry.offset < lowest || !taken.add(entry)) return taken.entries.toReversed()
        }
      }
      return taken.entries.toReversed()
    },
  }
}

const countOf = (block: Block) => block.last - block.first + 1

/** Takes entries until a limit is met; the first always. */
export function createTaking(limit: ReadLimit) {
  const entries: LogEntry[] = []
  let bytes = 0
  return {
    entries,
    full: () => entries.length >= limit.count,
    /** `false` when there is no more room. */
    add(entry: LogEntry): boolean {
      bytes += entry.bytes
      if (entries.length >= limit.count || (entries.length > 0 && bytes > limit.bytes)) return false
      entries.push(entry)
      return true
    },
  }
}
