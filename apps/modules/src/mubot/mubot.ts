import { definePrompt, defineResource, defineResourceTemplate, type ModuleDefinition } from '@nobet/mcp-kit'
import * as z from 'zod/mini'
import { type Books, startBooks } from './books.ts'
import { CHART } from './chartOfAccounts.ts'
import { createInvoiceRegister } from './invoiceRegister.ts'
import { toLira } from './money.ts'
import { toEntryOut } from './toEntryOut.ts'
import { ingestInvoice } from './tools/ingestInvoice.ts'
import { listLedger } from './tools/listLedger.ts'
import { trialBalanceTool } from './tools/trialBalance.ts'

const RESOURCE_ENTRIES = 200

/** MuBot: bookkeeping over a double-entry ledger. */
export const mubot: ModuleDefinition = {
  id: 'mubot',
  title: 'MuBot',
  version: '0.1.0',
  instructions: 'Bookkeeping assistant: journal entries, purchase invoices and the trial balance. Amounts in TRY.',
  build(kit) {
    const books = startBooks(kit)
    return {
      tools: [listLedger(books), ingestInvoice(kit, books, createInvoiceRegister()), trialBalanceTool(books)],
      resources: [chartResource, ledgerResource(books)],
      prompts: [closingCheck],
      context: () => describe(books),
    }
  },
}

const chartResource = defineResource({
  name: 'chart-of-accounts',
  uri: 'mubot://chart-of-accounts',
  title: 'Chart of accounts',
  description: 'Account codes and names in use',
  read: () => CHART,
})

const ledgerResource = ({ ledger }: Books) =>
  defineResourceTemplate({
    name: 'ledger',
    uriTemplate: 'mubot://ledger/{period}',
    title: 'Ledger of a month',
    description: `The newest ${RESOURCE_ENTRIES} journal entries of a month such as 2026-11`,
    list: () => ledger.periods().map((period) => ({ uri: `mubot://ledger/${period}`, name: `Ledger ${period}` })),
    read({ period }) {
      if (period === undefined || !ledger.periods().includes(period)) return undefined
      const { entries, total } = ledger.list({ period, limit: RESOURCE_ENTRIES, offset: 0 })
      return { period, total, entries: entries.map(toEntryOut) }
    },
  })

const closingCheck = definePrompt({
  name: 'closing_check',
  title: 'Closing check',
  description: 'Asks for a check of the books before a month is closed',
  args: z.object({ period: z.optional(z.string()) }),
  render: ({ period }) =>
    `Check the books of ${period ?? 'this month'} before closing: read trial_balance, see that it balances, name the ` +
    'three accounts that moved most, and list entries over 100,000 TRY with list_ledger. Say plainly what looks wrong.',
})

async function describe(books: Books) {
  const { balanced, debit, asOf } = await books.balance()
  const { tempo, postingsPerMinute, balanceTtlMs } = books.tempo()
  const [newest] = books.ledger.list({ limit: 1, offset: 0 }).entries
  const state = balanced ? 'books balance' : 'books DO NOT balance'
  const summary = `${postingsPerMinute} postings a minute, ${state}; last: ${newest?.description ?? 'none'}`
  return {
    summary,
    tempo,
    postingsPerMinute,
    balanced,
    turnoverTry: toLira(debit),
    balanceAsOf: asOf,
    balanceTtlMs,
    entries: books.ledger.size,
  }
}
