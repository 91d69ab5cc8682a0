import type { LoggedEvent } from '@nobet/contracts'
import type { LogEntry } from '../eventLog.ts'
import { toPlacedEntry } from '../toLogEntry.ts'
import { type PreparedEvent, toLogged } from './prepareEvent.ts'

/** What an entry's envelope adds to its event's JSON, at most, besides the epoch. */
const ENVELOPE_BYTES = 40

/** One stream entry: the events of one append. `chain` is its unique mark, `previous` the mark of the one before it. */
export interface Block {
  readonly first: number
  readonly last: number
  readonly chain: string
  readonly previous: string
  /** By Redis' clock, in milliseconds. */
  readonly loggedAt: number
  /** Of all its entries, never less. */
  readonly bytes: number
  /** Made of the text when they are asked for, and kept until {@link Block.cool}. */
  readonly entries: () => readonly LogEntry[]
  /** From now on only the text is held. */
  readonly cool: () => void
}

export interface BlockParts extends Pick<Block, 'first' | 'last' | 'chain' | 'previous' | 'loggedAt'> {
  readonly epoch: string
  /** Monotonic milliseconds. */
  readonly arrivedAt: number
  /** The events one a line. */
  readonly lines: Buffer | string
  /** The same events, where this process wrote them: nothing need be parsed while they are new. */
  readonly prepared?: readonly PreparedEvent[]
}

export function createBlock({ prepared: given, ...parts }: BlockParts): Block {
  const { first, last, chain, previous, loggedAt, lines } = parts
  let prepared = given
  let made: readonly LogEntry[] | undefined
  let warm = true
  return {
    first,
    last,
    chain,
    previous,
    loggedAt,
    bytes: Buffer.byteLength(lines) + (last - first + 1) * (parts.epoch.length + ENVELOPE_BYTES),
    entries() {
      if (made !== undefined) return made
      const entries = toEntries(parts, prepared)
      if (warm) made = entries
      return entries
    },
    cool() {
      warm = false
      made = undefined
      prepared = undefined
    },
  }
}

function toEntries(
  parts: Omit<BlockParts, 'prepared'>,
  prepared: readonly PreparedEvent[] | undefined,
): readonly LogEntry[] {
  const { first, epoch, arrivedAt } = parts
  const text = typeof parts.lines === 'string' ? parts.lines : parts.lines.toString()
  return text.split('\n').map((json, index) => {
    const known = prepared?.[index]
    // Else written by prepareEvent of this same product, from an event that was parsed at its door.
    const logged = known === undefined ? (JSON.parse(json) as LoggedEvent) : toLogged(known)
    const bytes = known === undefined ? Buffer.byteLength(json) : known.bytes
    return toPlacedEntry(logged, json, bytes, { epoch, offset: first + index, appendedAt: arrivedAt })
  })
}
