import { parseJsonWith } from '@nobet/contracts'
import * as z from 'zod/mini'

const STORAGE_KEY = 'nobet.metrics.history'
export const HISTORY_MAX = 100

const Entry = z.object({ expr: z.string(), at: z.number() })
const Entries = z.array(Entry)
/** A query that was run, and when it last was (epoch ms). */
export type HistoryEntry = z.infer<typeof Entry>
type Kept = Pick<Storage, 'getItem' | 'setItem'> | undefined

/** Newest first; damaged or forbidden storage is an empty history. */
export function readHistory(storage: Kept): readonly HistoryEntry[] {
  try {
    const read = parseJsonWith(Entries, storage?.getItem(STORAGE_KEY) ?? '[]')
    return read.ok ? read.value.slice(0, HISTORY_MAX) : []
  } catch {
    return []
  }
}

/** Puts queries on top, each once; the oldest fall out. */
export function addToHistory(
  history: readonly HistoryEntry[],
  expressions: readonly string[],
  at: number,
): readonly HistoryEntry[] {
  const fresh = [...new Set(expressions)].map((expr) => ({ expr, at }))
  const older = history.filter(({ expr }) => !expressions.includes(expr))
  return [...fresh, ...older].slice(0, HISTORY_MAX)
}

/** A full or forbidden storage costs only the memory. */
export function keepHistory(storage: Kept, history: readonly HistoryEntry[]): void {
  try {
    storage?.setItem(STORAGE_KEY, JSON.stringify(history))
  } catch {
    // as said
  }
}
