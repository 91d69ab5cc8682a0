import { roundTo } from '../seed/round.ts'
import { smoothNoise } from '../seed/noise.ts'
import { type Currency, rateAt } from './market.ts'

const INTRADAY_PERIOD_MS = 10 * 60_000
const INTRADAY_RATIO = 0.03
const MONEY_DIGITS = 2

interface AccountSeed {
  readonly id: string
  readonly name: string
  readonly currency: Currency
  readonly base: number
}

const ACCOUNTS: readonly AccountSeed[] = [
  { id: 'acc-001', name: 'Operations', currency: 'TRY', base: 18_450_000 },
  { id: 'acc-002', name: 'Export receipts', currency: 'EUR', base: 412_500 },
  { id: 'acc-003', name: 'Cloud and licences', currency: 'USD', base: 268_300 },
  { id: 'acc-004', name: 'London office', currency: 'GBP', base: 94_700 },
  { id: 'acc-005', name: 'Payroll reserve', currency: 'TRY', base: 9_200_000 },
]

export interface Account {
  readonly id: string
  readonly name: string
  readonly currency: Currency
  readonly balance: number
}

/** The company's accounts as they stand at a moment; balances breathe through the day. */
export const accountsAt = (atMs: number): Account[] =>
  ACCOUNTS.map(({ id, name, currency, base }, index) => ({
    id,
    name,
    currency,
    balance: roundTo(base * (1 + INTRADAY_RATIO * smoothNoise(200 + index, atMs / INTRADAY_PERIOD_MS)), MONEY_DIGITS),
  }))

/** All accounts in one currency at the rates of that moment. */
export function totalCashAt(currency: Currency, atMs: number): number {
  const inTry = accountsAt(atMs).reduce((sum, a) => sum + a.balance * rateAt(a.currency, atMs).inTry, 0)
  return roundTo(inTry / rateAt(currency, atMs).inTry, MONEY_DIGITS)
}
