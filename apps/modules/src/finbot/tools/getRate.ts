import { defineTool, succeeded } from '@nobet/mcp-kit'
import * as z from 'zod/mini'
import { CURRENCIES } from '../market.ts'
import type { RateBook } from '../rates.ts'
import { roundTo } from '../../seed/round.ts'

/** `get_rate`: one exchange rate from the cached quotes. */
export const getRate = (book: RateBook) =>
  defineTool({
    name: 'get_rate',
    title: 'Exchange rate',
    description:
      'The exchange rate between two currencies, with its age. Quotes are cached; a nervous market shortens it.',
    input: z.object({ from: z.enum(CURRENCIES), to: z._default(z.enum(CURRENCIES), 'TRY') }),
    output: z.object({
      from: z.string(),
      to: z.string(),
      rate: z.number(),
      observedAt: z.string(),
      regime: z.enum(['calm', 'nervous']),
    }),
    async handle({ from, to }) {
      const [base, quote] = await Promise.all([book.rate(from), book.rate(to)])
      const rate = roundTo(base.inTry / quote.inTry, 4)
      const observedAt = base.observedAt < quote.observedAt ? base.observedAt : quote.observedAt
      const { regime } = book.regime()
      return succeeded(`1 ${from} = ${rate} ${to} (${regime} market)`, { from, to, rate, observedAt, regime })
    },
  })
