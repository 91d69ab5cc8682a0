import type { ModuleKit } from '@nobet/mcp-kit'
import { CURRENCIES, type Currency, type Rate, rateAt } from './market.ts'
import { nextRegime, RATE_TTL_MS, realisedVolatilityBp, type Regime } from './volatility.ts'

const WATCH_EVERY_MS = 5_000

export interface RateBook {
  /** A quote, at most its TTL old. */
  rate(currency: Currency): Promise<Rate & { readonly observedAt: string }>
  regime(): { readonly regime: Regime; readonly volatilityBp: number; readonly rateTtlMs: number }
}

const keyOf = (currency: Currency): string => `mcp:finbot:rates:${currency}`

/** Cached quotes whose TTL follows the market: when the regime turns, the living quotes are given the new TTL at once. */
export function startRateBook(kit: Pick<ModuleKit, 'clock' | 'cache' | 'loop'>): RateBook {
  let volatilityBp = realisedVolatilityBp(kit.clock.now())
  let regime = nextRegime('calm', volatilityBp)

  kit.loop({ task: 'watch-volatility', everyMs: WATCH_EVERY_MS, jitter: 0.1 }, async () => {
    volatilityBp = realisedVolatilityBp(kit.clock.now())
    const next = nextRegime(regime, volatilityBp)
    if (next === regime) return
    regime = next
    await Promise.all(CURRENCIES.map((currency) => kit.cache.expire(keyOf(currency), RATE_TTL_MS[regime])))
  })

  return {
    rate: (currency) =>
      kit.cache.read(keyOf(currency), RATE_TTL_MS[regime], () => {
        const now = kit.clock.now()
        return { ...rateAt(currency, now), observedAt: new Date(now).toISOString() }
      }),
    regime: () => ({ regime, volatilityBp: Math.round(volatilityBp * 10) / 10, rateTtlMs: RATE_TTL_MS[regime] }),
  }
}
