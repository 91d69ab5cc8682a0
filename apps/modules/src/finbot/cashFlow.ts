import { hashUnit } from '../seed/noise.ts'
import { roundTo } from '../seed/round.ts'

const DAY_MS = 86_400_000
const INFLOW_SEED = 301
const OUTFLOW_SEED = 302
const DAILY_INFLOW_TRY = { min: 380_000, max: 1_150_000 }
const DAILY_OUTFLOW_TRY = { min: 320_000, max: 870_000 }
const PAYROLL = { dayOfMonth: 15, amount: 6_400_000 }
const RENT = { dayOfMonth: 1, amount: 1_250_000 }
const VAT = { dayOfMonth: 28, amount: 2_900_000 }
/** Below this the treasurer wants to know. */
export const CASH_FLOOR_TRY = 15_000_000

export interface DayFlow {
  readonly date: string
  readonly inflow: number
  readonly outflow: number
  readonly closing: number
}

export interface Forecast {
  readonly days: readonly DayFlow[]
  readonly lowest: { readonly date: string; readonly closing: number }
  /** First day that closes under the floor, if any does. */
  readonly firstBelowFloor: string | null
}

export interface ForecastRequest {
  readonly openingTry: number
  readonly fromMs: number
  readonly horizonDays: number
  /** Share of receipts that arrive late, beyond the horizon: 0 to 1. */
  readonly lateReceipts: number
}

/** Day by day in TRY: weekday receipts and payments plus payroll, rent and VAT on their days. */
export function forecastCashFlow(request: ForecastRequest): Forecast {
  const days: DayFlow[] = []
  let closing = request.openingTry
  for (let offset = 1; offset <= request.horizonDays; offset += 1) {
    const day = Math.floor(request.fromMs / DAY_MS) + offset
    const inflow = roundTo(inflowOn(day) * (1 - request.lateReceipts), 2)
    const outflow = outflowOn(day)
    closing = roundTo(closing + inflow - outflow, 2)
    days.push({ date: toDate(day), inflow, outflow, closing })
  }
  const lowest = days.reduce((low, day) => (day.closing < low.closing ? day : low), {
    date: toDate(Math.floor(request.fromMs / DAY_MS)),
    closing: request.openingTry,
  })
  return {
    days,
    lowest: { date: lowest.date, closing: lowest.closing },
    firstBelowFloor: days.find((day) => day.closing < CASH_FLOOR_TRY)?.date ?? null,
  }
}

const toDate = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

const isWeekend = (day: number): boolean => [0, 6].includes(new Date(day * DAY_MS).getUTCDay())

const between = (range: { min: number; max: number }, unit: number): number =>
  roundTo(range.min + unit * (range.max - range.min), 2)

const inflowOn = (day: number): number => (isWeekend(day) ? 0 : between(DAILY_INFLOW_TRY, hashUnit(INFLOW_SEED, day)))

function outflowOn(day: number): number {
  const dayOfMonth = new Date(day * DAY_MS).getUTCDate()
  const fixed = [PAYROLL, RENT, VAT].filter((item) => item.dayOfMonth === dayOfMonth)
  const daily = isWeekend(day) ? 0 : between(DAILY_OUTFLOW_TRY, hashUnit(OUTFLOW_SEED, day))
  return roundTo(
    fixed.reduce((sum, item) => sum + item.amount, daily),
    2,
  )
}
