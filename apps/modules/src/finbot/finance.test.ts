import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountsAt, totalCashAt } from './accounts.ts'
import { budgetVariance } from './budget.ts'
import { forecastCashFlow } from './cashFlow.ts'
import { runFxScenario } from './fxScenario.ts'
import { CURRENCIES, crossRate, rateAt } from './market.ts'
import { nextRegime, realisedVolatilityBp, type Regime } from './volatility.ts'

const NOW = Date.UTC(2026, 10, 22, 17)
const moment = fc.integer({ min: NOW, max: NOW + 90 * 86_400_000 })

describe('the market', () => {
  it('is the same for everybody at one moment, and has moved a minute later', () => {
    expect(rateAt('USD', NOW)).toEqual(rateAt('USD', NOW))
    expect(rateAt('USD', NOW + 60_000)).not.toEqual(rateAt('USD', NOW))
    expect(rateAt('TRY', NOW).inTry).toBe(1)
  })

  it('quotes positive rates, and a pair and its inverse agree', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...CURRENCIES), fc.constantFrom(...CURRENCIES), (at, from, to) => {
        const there = crossRate(from, to, at)
        expect(there).toBeGreaterThan(0)
        expect(Math.abs(there * crossRate(to, from, at) - 1)).toBeLessThan(0.005)
      }),
    )
  })

  it('turns nervous and calm again, minutes apart, without fluttering', () => {
    let regime: Regime = 'calm'
    const turns: number[] = []
    for (let at = NOW; at < NOW + 3 * 3_600_000; at += 5_000) {
      const next = nextRegime(regime, realisedVolatilityBp(at))
      if (next !== regime) turns.push(at)
      regime = next
    }
    expect(turns.length).toBeGreaterThan(20)
    expect(turns.length).toBeLessThan(180)
  })

  it('keeps its regime between the two thresholds', () => {
    expect(nextRegime('calm', 8)).toBe('calm')
    expect(nextRegime('nervous', 8)).toBe('nervous')
  })
})

describe('the cash-flow forecast', () => {
  const request = { openingTry: 40_000_000, fromMs: NOW, horizonDays: 30, lateReceipts: 0 }

  it('carries each closing balance into the next day, to the kuruş', () => {
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 1, max: 90 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (at, days, late) => {
          const forecast = forecastCashFlow({ ...request, fromMs: at, horizonDays: days, lateReceipts: late })
          expect(forecast.days).toHaveLength(days)
          let opening = request.openingTry
          for (const day of forecast.days) {
            expect(day.closing).toBeCloseTo(opening + day.inflow - day.outflow, 1)
            opening = day.closing
          }
          expect(forecast.lowest.closing).toBe(Math.min(request.openingTry, ...forecast.days.map((day) => day.closing)))
        },
      ),
    )
  })

  it('pays the payroll on the fifteenth and receives nothing on a Sunday', () => {
    const { days } = forecastCashFlow(request)
    expect(days.find((day) => day.date === '2026-12-15')?.outflow).toBeGreaterThan(6_400_000)
    expect(days.find((day) => day.date === '2026-11-29')).toMatchObject({ inflow: 0 })
  })

  it('names the first day under the floor when receipts come late', () => {
    expect(forecastCashFlow({ ...request, horizonDays: 60, lateReceipts: 1 }).firstBelowFloor).toMatch(
      /^202[67]-\d\d-\d\d$/,
    )
  })
})

describe('the budget', () => {
  it('counts a past month whole and a coming month not at all', () => {
    const [past] = budgetVariance('2026-10', NOW)
    const [coming] = budgetVariance('2026-12', NOW)
    expect(past?.budgetToDate).toBe(4_800_000)
    expect(coming).toMatchObject({ budgetToDate: 0, actual: 0, variance: 0, status: 'on_track' })
  })

  it('shows a variance that is actual minus budget', () => {
    for (const line of budgetVariance('2026-11', NOW))
      expect(line.variance).toBeCloseTo(line.actual - line.budgetToDate, 2)
  })
})

describe('the FX scenario', () => {
  it('changes nothing when nothing moves', () => {
    expect(runFxScenario({}, NOW)).toMatchObject({ impactTry: 0 })
  })

  it('adds the parts up to the whole', () => {
    const shock = fc.double({ min: -90, max: 300, noNaN: true })
    fc.assert(
      fc.property(moment, shock, shock, (at, USD, EUR) => {
        const result = runFxScenario({ USD, EUR }, at)
        const sum = result.exposures.reduce((total, exposure) => total + exposure.impactTry, 0)
        expect(result.impactTry).toBeCloseTo(sum, 1)
        expect(result.shockedTry).toBeCloseTo(result.baseTry + result.impactTry, 1)
      }),
    )
  })
})

it('totals the accounts at the rates of the moment', () => {
  const total = accountsAt(NOW).reduce((sum, a) => sum + a.balance * rateAt(a.currency, NOW).inTry, 0)
  expect(totalCashAt('TRY', NOW)).toBeCloseTo(total, 1)
})
