import type { ModuleKit } from '@nobet/mcp-kit'
import { hashUnit } from '../seed/noise.ts'
import { bookingAt, paceAt } from './dailyBusiness.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { type TrialBalance, trialBalance } from './trialBalance.ts'

const SEED_ENTRIES = 240
const TURN_MS = 3_000
const TURN_SEED = 601
const MINUTE_MS = 60_000
/** Postings a minute. Two thresholds, so that the tempo does not flutter. */
const BRISK_FROM = 12
const SLOW_BELOW = 8

export type Tempo = 'slow' | 'brisk'

/** How long a trial balance may be kept: while many postings come in, an old one is wrong sooner. */
export const BALANCE_TTL_MS: Readonly<Record<Tempo, number>> = { slow: 60_000, brisk: 15_000 }

export const nextTempo = (previous: Tempo, perMinute: number): Tempo =>
  perMinute >= BRISK_FROM ? 'brisk' : perMinute < SLOW_BELOW ? 'slow' : previous

export interface CachedBalance extends TrialBalance {
  readonly asOf: string
}

export interface Books {
  readonly ledger: Ledger
  /** At most its TTL old; `asOf` says how old. Without a period: everything ever posted. */
  balance(period?: string): Promise<CachedBalance>
  /** Makes the next balance a fresh one. */
  invalidate(): Promise<void>
  tempo(): { readonly tempo: Tempo; readonly postingsPerMinute: number; readonly balanceTtlMs: number }
}

/** The company's books, kept going: a seeded month so far, then bookings at the pace of business. */
export function startBooks(kit: Pick<ModuleKit, 'clock' | 'cache' | 'loop' | 'resourcesChanged'>): Books {
  const { clock, cache } = kit
  const ledger = createLedger()
  seedMonth(ledger, clock.now())
  let booked = SEED_ENTRIES
  let turn = 0
  let postingsPerMinute = 0
  let tempo: Tempo = 'slow'
  const keys = new Set<string>()

  kit.loop({ task: 'book-business', everyMs: TURN_MS, jitter: 0.3 }, async () => {
    const now = clock.now()
    turn += 1
    if (hashUnit(TURN_SEED, turn) < paceAt(now)) {
      const months = ledger.periods().length
      const { description, lines } = bookingAt(booked)
      booked += 1
      ledger.post(new Date(now).toISOString(), description, lines)
      if (ledger.periods().length !== months) kit.resourcesChanged()
    }
    postingsPerMinute = ledger.countSince(new Date(now - MINUTE_MS).toISOString())
    const next = nextTempo(tempo, postingsPerMinute)
    if (next === tempo) return
    tempo = next
    await Promise.all([...keys].map((key) => cache.expire(key, BALANCE_TTL_MS[tempo])))
  })

  return {
    ledger,
    balance(period) {
      const key = `mcp:mubot:trial-balance:${period ?? 'all'}`
      keys.add(key)
      return cache.read(key, BALANCE_TTL_MS[tempo], () => {
        const input = ledger.balanceInput(period)
        return { ...trialBalance(input.carried, input.entries), asOf: new Date(clock.now()).toISOString() }
      })
    },
    async invalidate() {
      const stale = [...keys]
      keys.clear()
      await Promise.all(stale.map((key) => cache.delete(key)))
    },
    tempo: () => ({ tempo, postingsPerMinute, balanceTtlMs: BALANCE_TTL_MS[tempo] }),
  }
}

/** The month so far, evenly spread: the same bookings each time. */
function seedMonth(ledger: Ledger, now: number): void {
  const start = Date.parse(`${new Date(now).toISOString().slice(0, 7)}-01T00:00:00Z`)
  for (let index = 0; index < SEED_ENTRIES; index += 1) {
    const at = start + ((now - start) * index) / SEED_ENTRIES
    const { description, lines } = bookingAt(index)
    ledger.post(new Date(at).toISOString(), description, lines)
  }
}
