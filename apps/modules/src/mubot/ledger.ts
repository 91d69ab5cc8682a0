import { type Entry, findEntryFault, type Line, periodOf } from './entry.ts'
import { addLines, NO_TOTALS, type Totals } from './trialBalance.ts'

const MAX_ENTRIES = 5_000

export type PostOutcome = { readonly ok: true; readonly entry: Entry } | { readonly ok: false; readonly reason: string }

export interface LedgerQuery {
  readonly period?: string
  readonly account?: string
  readonly limit: number
  readonly offset: number
}

export interface Ledger {
  post(postedAt: string, description: string, lines: readonly Line[]): PostOutcome
  /** Newest first. `total` counts all that match. */
  list(query: LedgerQuery): { readonly entries: readonly Entry[]; readonly total: number }
  /** Everything a trial balance needs: without a period, the totals of what is no longer kept come along. */
  balanceInput(period: string | undefined): { readonly carried: Totals; readonly entries: readonly Entry[] }
  /** Entries since a moment (RFC 3339, UTC). */
  countSince(since: string): number
  periods(): readonly string[]
  readonly size: number
}

/** A double-entry ledger of bounded length: the oldest entries fold into totals carried forward, so it always balances. */
export function createLedger(maxEntries = MAX_ENTRIES): Ledger {
  const entries: Entry[] = []
  let carried: Totals = NO_TOTALS
  let posted = 0

  return {
    post(postedAt, description, lines) {
      const reason = findEntryFault(lines)
      if (reason !== undefined) return { ok: false, reason }
      posted += 1
      const entry = { id: `${postedAt.slice(0, 7)}-${String(posted).padStart(6, '0')}`, postedAt, description, lines }
      entries.push(entry)
      const oldest = entries.length > maxEntries ? entries.shift() : undefined
      if (oldest !== undefined) carried = addLines(carried, oldest.lines)
      return { ok: true, entry }
    },
    list({ period, account, limit, offset }) {
      const matching = entries.filter(
        (entry) =>
          (period === undefined || periodOf(entry) === period) &&
          (account === undefined || entry.lines.some((line) => line.account === account)),
      )
      return { entries: matching.toReversed().slice(offset, offset + limit), total: matching.length }
    },
    balanceInput: (period) =>
      period === undefined
        ? { carried, entries: [...entries] }
        : { carried: NO_TOTALS, entries: entries.filter((entry) => periodOf(entry) === period) },
    countSince: (since) => entries.length - entries.findLastIndex((entry) => entry.postedAt < since) - 1,
    periods: () => [...new Set(entries.map(periodOf))],
    get size() {
      return entries.length
    },
  }
}
