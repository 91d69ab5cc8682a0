import { roundTo } from '../seed/round.ts'
import { smoothNoise } from '../seed/noise.ts'

export const CURRENCIES = ['TRY', 'USD', 'EUR', 'GBP'] as const
export type Currency = (typeof CURRENCIES)[number]

/** Mid rates drift around these: units of TRY for one unit of the currency. */
const BASE_IN_TRY: Readonly<Record<Currency, number>> = { TRY: 1, USD: 42.35, EUR: 48.9, GBP: 55.6 }
const SEEDS: Readonly<Record<Currency, number>> = { TRY: 11, USD: 23, EUR: 37, GBP: 53 }
const EPISODE_SEED = 97

const DRIFT_PERIOD_MS = 20 * 60_000
const TICK_PERIOD_MS = 7_000
/** How often a calm market may turn nervous, on average. */
const EPISODE_PERIOD_MS = 60_000
const DRIFT_RATIO = 0.012
const CALM_TICK_RATIO = 0.000_3
const NERVOUS_TICK_RATIO = 0.004
const RATE_DIGITS = 4

export interface Rate {
  readonly currency: Currency
  /** Units of TRY for one unit of the currency. */
  readonly inTry: number
}

/** The market at a moment: a pure function of time, so that every process sees the same one and it never stands still. */
export const rateAt = (currency: Currency, atMs: number): Rate => ({
  currency,
  inTry: roundTo(BASE_IN_TRY[currency] * (currency === 'TRY' ? 1 : 1 + swing(currency, atMs)), RATE_DIGITS),
})

/** Units of `to` for one unit of `from`. */
export const crossRate = (from: Currency, to: Currency, atMs: number): number =>
  roundTo(rateAt(from, atMs).inTry / rateAt(to, atMs).inTry, RATE_DIGITS)

function swing(currency: Currency, atMs: number): number {
  const seed = SEEDS[currency]
  const drift = DRIFT_RATIO * smoothNoise(seed, atMs / DRIFT_PERIOD_MS)
  const tick = smoothNoise(seed + 1, atMs / TICK_PERIOD_MS)
  return drift + tick * (CALM_TICK_RATIO + NERVOUS_TICK_RATIO * nervousness(atMs))
}

/** 0 in a calm market, up to 1 in a nervous one; it comes and goes within minutes. */
function nervousness(atMs: number): number {
  const mood = smoothNoise(EPISODE_SEED, atMs / EPISODE_PERIOD_MS)
  return Math.max(0, (mood - 0.1) / 0.9)
}
