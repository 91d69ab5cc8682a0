import { rateAt } from './market.ts'

const WINDOW_MS = 60_000
const STEP_MS = 5_000
/** Standard deviation of 5-second log returns, in basis points. Two thresholds, so that the regime does not flutter. */
const NERVOUS_ABOVE_BP = 10
const CALM_BELOW_BP = 6

export type Regime = 'calm' | 'nervous'

/** How long a quote may be kept: a nervous market makes an old rate wrong sooner. */
export const RATE_TTL_MS: Readonly<Record<Regime, number>> = { calm: 60_000, nervous: 15_000 }

/** Realised volatility of USD/TRY over the last minute, in basis points. */
export function realisedVolatilityBp(atMs: number): number {
  const returns: number[] = []
  for (let at = atMs - WINDOW_MS; at < atMs; at += STEP_MS) {
    returns.push(Math.log(rateAt('USD', at + STEP_MS).inTry / rateAt('USD', at).inTry))
  }
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length
  const variance = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / returns.length
  return Math.sqrt(variance) * 10_000
}

/** The regime after seeing `volatilityBp`. Between the thresholds nothing changes. */
export function nextRegime(previous: Regime, volatilityBp: number): Regime {
  if (volatilityBp > NERVOUS_ABOVE_BP) return 'nervous'
  if (volatilityBp < CALM_BELOW_BP) return 'calm'
  return previous
}
