import * as z from 'zod/mini'

export const Period = z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'expected a month such as 2026-11'))

/** Amounts leave in lira. */
export const EntryOut = z.object({
  id: z.string(),
  postedAt: z.string(),
  description: z.string(),
  lines: z.array(z.object({ account: z.string(), name: z.string(), debit: z.number(), credit: z.number() })),
})
