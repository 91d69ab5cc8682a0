import { hashInt, hashPick, hashUnit, smoothNoise } from '../seed/noise.ts'
import { credit, debit, type Line } from './entry.ts'
import { percentOf } from './money.ts'

const KIND_SEED = 501
const AMOUNT_SEED = 502
const PARTY_SEED = 503
const PACE_SEED = 504
const PACE_PERIOD_MS = 80_000
const VAT_PERCENT = 20
const AMOUNT_KURUS = { min: 45_000, max: 9_800_000 }

const CUSTOMERS = ['Anadolu Lojistik', 'Marmara Gıda', 'Ege Tekstil', 'Karadeniz Enerji', 'Boğaziçi Yazılım'] as const
const SUPPLIERS = ['Bulut Hizmetleri', 'Kent Kırtasiye', 'Yıldız Danışmanlık', 'Deniz Ulaştırma'] as const

export interface Booking {
  readonly description: string
  readonly lines: readonly Line[]
}

/** The `index`-th thing that happened to the company: a sale, a purchase, a collection or a payment. */
export function bookingAt(index: number): Booking {
  const kind = hashUnit(KIND_SEED, index)
  const amount = hashInt(AMOUNT_SEED, index, AMOUNT_KURUS.min, AMOUNT_KURUS.max)
  const vat = percentOf(amount, VAT_PERCENT)
  const customer = hashPick(PARTY_SEED, index, CUSTOMERS)
  const supplier = hashPick(PARTY_SEED, index, SUPPLIERS)
  if (kind < 0.35)
    return {
      description: `Sale to ${customer}`,
      lines: [debit('120', amount + vat), credit('600', amount), credit('391', vat)],
    }
  if (kind < 0.6)
    return {
      description: `Purchase from ${supplier}`,
      lines: [debit('632', amount), debit('191', vat), credit('320', amount + vat)],
    }
  if (kind < 0.8)
    return { description: `Collection from ${customer}`, lines: [debit('102', amount), credit('120', amount)] }
  return { description: `Payment to ${supplier}`, lines: [debit('320', amount), credit('102', amount)] }
}

/** Chance that a turn of the clock brings a booking: business is brisk for a minute, then slow. */
export const paceAt = (atMs: number): number => 0.5 + 0.45 * smoothNoise(PACE_SEED, atMs / PACE_PERIOD_MS)
