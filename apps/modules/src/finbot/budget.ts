import { hashUnit, smoothNoise } from '../seed/noise.ts'
import { roundTo } from '../seed/round.ts'

const DRIFT_PERIOD_MS = 3 * 60_000
const OVER_RATIO = 0.05
const UNDER_RATIO = -0.1

export const DEPARTMENTS = ['engineering', 'sales', 'operations', 'marketing', 'people'] as const
export type Department = (typeof DEPARTMENTS)[number]

const MONTHLY_TRY: Readonly<Record<Department, number>> = {
  engineering: 4_800_000,
  sales: 2_350_000,
  operations: 3_100_000,
  marketing: 1_450_000,
  people: 900_000,
}

export interface BudgetLine {
  readonly department: Department
  /** The share of the month's budget that should be spent by now. */
  readonly budgetToDate: number
  readonly actual: number
  /** Positive: over budget. */
  readonly variance: number
  readonly variancePct: number
  readonly status: 'over' | 'on_track' | 'under'
}

/** Budget against actual spending for a month up to a moment. A month that is over counts whole; one to come is empty. */
export function budgetVariance(period: string, atMs: number): BudgetLine[] {
  const elapsed = elapsedShare(period, atMs)
  return DEPARTMENTS.map((department, index) => {
    const budgetToDate = roundTo(MONTHLY_TRY[department] * elapsed, 2)
    const habit = 0.24 * hashUnit(400 + index, monthIndex(period)) - 0.1
    const drift = 0.015 * smoothNoise(420 + index, atMs / DRIFT_PERIOD_MS)
    const actual = roundTo(budgetToDate * (1 + habit + (elapsed < 1 ? drift : 0)), 2)
    const variance = roundTo(actual - budgetToDate, 2)
    const ratio = budgetToDate === 0 ? 0 : variance / budgetToDate
    return { department, budgetToDate, actual, variance, variancePct: roundTo(ratio * 100, 2), status: judge(ratio) }
  })
}

const judge = (ratio: number): BudgetLine['status'] =>
  ratio > OVER_RATIO ? 'over' : ratio < UNDER_RATIO ? 'under' : 'on_track'

const monthIndex = (period: string): number => Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1

function elapsedShare(period: string, atMs: number): number {
  const month = monthIndex(period)
  const start = Date.UTC(Math.floor(month / 12), month % 12, 1)
  const end = Date.UTC(Math.floor(month / 12), (month % 12) + 1, 1)
  return Math.min(1, Math.max(0, (atMs - start) / (end - start)))
}

/** `2026-11` for the month a moment lies in. */
export const periodOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 7)
