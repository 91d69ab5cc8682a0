import type { AccountCode } from './chartOfAccounts.ts'
import type { Kurus } from './money.ts'

/** One side of a posting. Exactly one of the two is more than zero. */
export interface Line {
  readonly account: AccountCode
  readonly debit: Kurus
  readonly credit: Kurus
}

export interface Entry {
  readonly id: string
  readonly postedAt: string
  readonly description: string
  readonly lines: readonly Line[]
}

export const debit = (account: AccountCode, amount: Kurus): Line => ({ account, debit: amount, credit: 0 })
export const credit = (account: AccountCode, amount: Kurus): Line => ({ account, debit: 0, credit: amount })

/** Why an entry may not be posted, or nothing when it may. */
export function findEntryFault(lines: readonly Line[]): string | undefined {
  if (lines.length < 2) return 'an entry needs at least two lines'
  for (const line of lines) {
    const amounts = [line.debit, line.credit]
    if (!amounts.every((amount) => Number.isSafeInteger(amount) && amount >= 0)) return 'amounts are whole kuruş'
    if (amounts.every((amount) => amount === 0)) return 'a line needs an amount'
    if (amounts.every((amount) => amount > 0)) return 'a line is either debit or credit'
  }
  const difference = lines.reduce((sum, line) => sum + line.debit - line.credit, 0)
  return difference === 0 ? undefined : `debit and credit differ by ${difference} kuruş`
}

export const periodOf = (entry: Pick<Entry, 'postedAt'>): string => entry.postedAt.slice(0, 7)
