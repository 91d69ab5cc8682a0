import type { Clock } from '../../clock.ts'
import type { LogBounds, LogEntry, ReadLimit } from '../eventLog.ts'
import type { Block } from './block.ts'
import { type BlockRing, createBlockRing } from './blockRing.ts'

/** Where the mirror stands: compared with what Redis says to notice that history was rewritten. */
export interface MirrorPlace {
  readonly epoch: string
  readonly head: number
  /** `undefined` until the first block has been read. */
  readonly chain: string | undefined
}

export interface MirrorLimits {
  /** The bounds of the log itself. */
  readonly events: number
  readonly ageMs: number
  /** What this process holds of it in memory. */
  readonly heldBytes: number
}

export type Admission = 'taken' | 'known' | 'gap' | 'diverged'

export type Mirror = ReturnType<typeof createMirror>

/** The newest part of the log in this process's memory, and what the log is known to hold. */
export function createMirror(clock: Pick<Clock, 'monotonic'>, limits: MirrorLimits) {
  let ring: BlockRing = createBlockRing(1)
  let place: MirrorPlace | undefined
  let first = 1
  let begin = 0
  let clockOffset = 0

  const trim = () => {
    if (place === undefined) return
    const now = clock.monotonic() + clockOffset
    first = Math.max(first, place.head - limits.events + 1)
    for (let oldest = ring.oldest(); oldest !== undefined; oldest = ring.oldest()) {
      if (now - oldest.loggedAt > limits.ageMs) first = Math.max(first, oldest.last + 1)
      if (oldest.last >= first && ring.bytes <= limits.heldBytes) break
      ring.shift()
    }
  }

  const take = (block: Block, epoch: string) => {
    ring.push(block)
    place = { epoch, head: block.last, chain: block.chain }
    trim()
  }

  return {
    place: () => place,
    /** Forgets everything and stands just before the oldest entry of `epoch`. */
    reset(epoch: string, at: { readonly begin: number; readonly first: number }) {
      ring = createBlockRing(at.first)
      first = at.first
      begin = at.begin
      place = { epoch, head: at.first - 1, chain: undefined }
    },
    /** Goes on from `head`, whose entries the log holds no more. */
    skipTo(head: number, chain: string) {
      if (place === undefined) return
      ring = createBlockRing(head + 1)
      first = head + 1
      place = { epoch: place.epoch, head, chain }
    },
    admit(block: Block): Admission {
      if (place === undefined) return 'gap'
      const { epoch, head, chain } = place
      if (block.last <= head) return block.last === head && chain !== block.chain ? 'diverged' : 'known'
      if (block.first > head + 1) return 'gap'
      if (chain !== undefined && (block.first <= head || block.previous !== chain)) return 'diverged'
      take(block, epoch)
      return 'taken'
    },
    /** What Redis says of its oldest entry and of its clock, asked at `askedAt` (monotonic). */
    note(said: { readonly first: number; readonly time: number }, askedAt: number) {
      clockOffset = said.time - askedAt
      first = Math.max(first, Math.min(said.first, (place?.head ?? 0) + 1))
      trim()
    },
    bounds(): LogBounds | undefined {
      trim()
      if (place === undefined) return undefined
      return { epoch: place.epoch, first, head: place.head, ...(begin === 0 ? {} : { begin }) }
    },
    /** `undefined` when the answer begins before what is held here. */
    after(offset: number, limit: ReadLimit): readonly LogEntry[] | undefined {
      trim()
      const from = Math.max(offset, first - 1)
      return from < ring.first - 1 ? undefined : ring.after(from, limit)
    },
    before(offset: number, limit: ReadLimit): readonly LogEntry[] | undefined {
      trim()
      if (ring.first <= first) return ring.before(offset, limit, first)
      const wanted = ring.before(offset, limit, ring.first)
      // Fewer than asked for, from the old end: the rest lies in Redis.
      const whole = wanted.length === limit.count || (wanted[0]?.offset ?? 0) > ring.first
      return whole && offset > ring.first ? wanted : undefined
    },
  }
}
