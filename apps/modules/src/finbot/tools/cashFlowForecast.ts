import { defineTool, type ModuleKit, succeeded } from '@nobet/mcp-kit'
import * as z from 'zod/mini'
import { totalCashAt } from '../accounts.ts'
import { CASH_FLOOR_TRY, forecastCashFlow } from '../cashFlow.ts'

const HORIZON_DAYS = { min: 1, max: 90, default: 14 }

const Day = z.object({ date: z.string(), inflow: z.number(), outflow: z.number(), closing: z.number() })

/** `cash_flow_forecast`: day by day cash in TRY. */
export const cashFlowForecast = ({ clock }: Pick<ModuleKit, 'clock'>) =>
  defineTool({
    name: 'cash_flow_forecast',
    title: 'Cash-flow forecast',
    description:
      'Forecasts daily cash in TRY from present balances, expected receipts and payments, payroll, rent and VAT.',
    input: z.object({
      horizonDays: z._default(z.int().check(z.gte(HORIZON_DAYS.min), z.lte(HORIZON_DAYS.max)), HORIZON_DAYS.default),
      lateReceipts: z._default(z.number().check(z.gte(0), z.lte(1)), 0),
    }),
    output: z.object({
      opening: z.number(),
      floor: z.number(),
      days: z.array(Day),
      lowest: z.object({ date: z.string(), closing: z.number() }),
      firstBelowFloor: z.nullable(z.string()),
    }),
    handle({ horizonDays, lateReceipts }) {
      const now = clock.now()
      const opening = totalCashAt('TRY', now)
      const forecast = forecastCashFlow({ openingTry: opening, fromMs: now, horizonDays, lateReceipts })
      const warning =
        forecast.firstBelowFloor === null ? 'stays above the floor' : `below the floor on ${forecast.firstBelowFloor}`
      return succeeded(`Lowest ${forecast.lowest.closing} TRY on ${forecast.lowest.date}; ${warning}`, {
        opening,
        floor: CASH_FLOOR_TRY,
        ...forecast,
        days: [...forecast.days],
      })
    },
  })
