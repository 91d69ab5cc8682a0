import { defineTool, succeeded } from '@nobet/mcp-kit'
import * as z from 'zod/mini'
import type { Books } from '../books.ts'
import { ACCOUNT_CODES } from '../chartOfAccounts.ts'
import { toEntryOut } from '../toEntryOut.ts'
import { EntryOut, Period } from './schemas.ts'

const LIMIT = { default: 20, max: 200 }

/** `list_ledger`: journal entries, newest first. */
export const listLedger = ({ ledger }: Books) =>
  defineTool({
    name: 'list_ledger',
    title: 'Ledger entries',
    description: 'Lists journal entries, newest first, of a month or an account if given. Amounts in TRY.',
    input: z.object({
      period: z.optional(Period),
      account: z.optional(z.enum(ACCOUNT_CODES)),
      limit: z._default(z.int().check(z.gte(1), z.lte(LIMIT.max)), LIMIT.default),
      offset: z._default(z.int().check(z.gte(0)), 0),
    }),
    output: z.object({ total: z.number(), entries: z.array(EntryOut) }),
    handle({ period, account, limit, offset }) {
      const found = ledger.list({
        limit,
        offset,
        ...(period === undefined ? {} : { period }),
        ...(account === undefined ? {} : { account }),
      })
      return succeeded(`${found.entries.length} of ${found.total} entries`, {
        total: found.total,
        entries: found.entries.map(toEntryOut),
      })
    },
  })
