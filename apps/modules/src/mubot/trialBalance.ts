import { ACCOUNT_CODES, type AccountCode, CHART } from './chartOfAccounts.ts'
import type { Entry, Line } from './entry.ts'
import type { Kurus } from './money.ts'

export type Totals = ReadonlyMap<AccountCode, { readonly debit: Kurus; readonly credit: Kurus }>

export interface BalanceRow {
  readonly account: AccountCode
  readonly name: string
  readonly debit: Kurus
  readonly credit: Kurus
  /** Debit minus credit. */
  readonly balance: Kurus
}

export interface TrialBalance {
  readonly rows: readonly BalanceRow[]
  readonly debit: Kurus
  readonly credit: Kurus
  readonly balanced: boolean
}

export const NO_TOTALS: Totals = new Map()

/** Totals with more lines added; the given totals stay as they are. */
export function addLines(totals: Totals, lines: Iterable<Line>): Totals {
  const next = new Map(totals)
  for (const line of lines) {
    const so = next.get(line.account) ?? { debit: 0, credit: 0 }
    next.set(line.account, { debit: so.debit + line.debit, credit: so.credit + line.credit })
  }
  return next
}

/** Debit and credit of every account that moved: what was carried forward plus the entries given. */
export function trialBalance(carried: Totals, entries: readonly Entry[]): TrialBalance {
  const totals = addLines(
    carried,
    entries.flatMap((entry) => entry.lines),
  )
  const rows = ACCOUNT_CODES.flatMap((account): BalanceRow[] => {
    const total = totals.get(account)
    return total === undefined ? [] : [{ account, name: CHART[account], ...total, balance: total.debit - total.credit }]
  })
  const debit = rows.reduce((sum, row) => sum + row.debit, 0)
  const credit = rows.reduce((sum, row) => sum + row.credit, 0)
  return { rows, debit, credit, balanced: debit === credit }
}
