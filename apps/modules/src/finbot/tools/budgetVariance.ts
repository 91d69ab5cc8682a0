import { defineTool, type ModuleKit, succeeded } from '@nobet/mcp-kit'
import * as z from 'zod/mini'
import { budgetVariance, DEPARTMENTS, periodOf } from '../budget.ts'

const PERIOD_PATTERN = /^20\d\d-(0[1-9]|1[0-2])$/

const Line = z.object({
  department: z.enum(DEPARTMENTS),
  budgetToDate: z.number(),
  actual: z.number(),
  variance: z.number(),
  variancePct: z.number(),
  status: z.enum(['over', 'on_track', 'under']),
})

/** `budget_variance`: budget against spending by department. */
export const budgetVarianceTool = ({ clock }: Pick<ModuleKit, 'clock'>) =>
  defineTool({
    name: 'budget_variance',
    title: 'Budget variance',
    description: 'Compares budget and actual spending in TRY for a month up to now, by department.',
    input: z.object({
      period: z.optional(z.string().check(z.regex(PERIOD_PATTERN, 'expected a month such as 2026-11'))),
      department: z.optional(z.enum(DEPARTMENTS)),
    }),
    output: z.object({ period: z.string(), lines: z.array(Line), over: z.array(z.string()) }),
    handle({ period, department }) {
      const month = period ?? periodOf(clock.now())
      const all = budgetVariance(month, clock.now())
      const lines = department === undefined ? all : all.filter((line) => line.department === department)
      const over = lines.filter((line) => line.status === 'over').map((line) => line.department)
      const text = over.length === 0 ? `${month}: nobody is over budget` : `${month}: over budget: ${over.join(', ')}`
      return succeeded(text, { period: month, lines, over })
    },
  })
