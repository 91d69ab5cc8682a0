import { roundTo } from '../seed/round.ts'
import { accountsAt } from './accounts.ts'
import { CURRENCIES, type Currency, rateAt } from './market.ts'

export interface Exposure {
  readonly currency: Currency
  readonly balance: number
  readonly rate: number
  readonly shockedRate: number
  /** Change of the position's worth in TRY. */
  readonly impactTry: number
}

export interface ScenarioResult {
  readonly exposures: readonly Exposure[]
  readonly baseTry: number
  readonly shockedTry: number
  readonly impactTry: number
}

/** Revalues every foreign position after each currency moves by its `shockPct` against TRY (absent: not at all). */
export function runFxScenario(shockPct: Readonly<Partial<Record<Currency, number>>>, atMs: number): ScenarioResult {
  const accounts = accountsAt(atMs)
  const exposures = CURRENCIES.filter((currency) => currency !== 'TRY').map((currency) => {
    const balance = roundTo(
      accounts.filter((account) => account.currency === currency).reduce((sum, account) => sum + account.balance, 0),
      2,
    )
    const rate = rateAt(currency, atMs).inTry
    const shockedRate = roundTo(rate * (1 + (shockPct[currency] ?? 0) / 100), 4)
    return { currency, balance, rate, shockedRate, impactTry: roundTo(balance * (shockedRate - rate), 2) }
  })
  const baseTry = roundTo(
    accounts.reduce((sum, account) => sum + account.balance * rateAt(account.currency, atMs).inTry, 0),
    2,
  )
  const impactTry = roundTo(
    exposures.reduce((sum, exposure) => sum + exposure.impactTry, 0),
    2,
  )
  return { exposures, baseTry, shockedTry: roundTo(baseTry + impactTry, 2), impactTry }
}
