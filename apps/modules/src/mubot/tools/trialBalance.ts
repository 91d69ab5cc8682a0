import { defineTool, succeeded } from '@nobet/mcp-kit'
import * as z from 'zod/mini'
import type { Books } from '../books.ts'
import { toLira } from '../money.ts'
import { Period } from './schemas.ts'

/** `trial_balance`: every account's debit and credit, and whether they agree. */
export const trialBalanceTool = (books: Books) =>
  defineTool({
    name: 'trial_balance',
    title: 'Trial balance',
    description: 'Debit, credit and balance of every account in TRY, of a month or of everything. May be a minute old.',
    input: z.object({ period: z.optional(Period) }),
    output: z.object({
      asOf: z.string(),
      balanced: z.boolean(),
      debit: z.number(),
      credit: z.number(),
      rows: z.array(
        z.object({
          account: z.string(),
          name: z.string(),
          debit: z.number(),
          credit: z.number(),
          balance: z.number(),
        }),
      ),
    }),
    async handle({ period }) {
      const { asOf, balanced, debit, credit, rows } = await books.balance(period)
      return succeeded(`${balanced ? 'Balanced' : 'NOT balanced'} at ${toLira(debit)} TRY`, {
        asOf,
        balanced,
        debit: toLira(debit),
        credit: toLira(credit),
        rows: rows.map((row) => ({
          ...row,
          debit: toLira(row.debit),
          credit: toLira(row.credit),
          balance: toLira(row.balance),
        })),
      })
    },
  })
