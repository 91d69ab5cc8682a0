import { defineTool, failed, type ModuleKit, succeeded } from '@nobet/mcp-kit'
import * as z from 'zod/mini'
import type { Books } from '../books.ts'
import { addSums, type InvoiceSums, sumLine, toPosting, VAT_RATES } from '../invoice.ts'
import type { InvoiceRegister } from '../invoiceRegister.ts'
import { toLira } from '../money.ts'

const LINES_MAX = 200
const QUANTITY_MAX = 1_000_000
const PRICE_MAX = 10_000_000

const Text = z.string().check(z.trim(), z.minLength(1), z.maxLength(120))
const InvoiceLine = z.object({
  description: Text,
  quantity: z.number().check(z.gt(0), z.lte(QUANTITY_MAX)),
  unitPrice: z.number().check(z.gt(0), z.lte(PRICE_MAX)),
  vatRate: z._default(z.literal(VAT_RATES), 20),
})

/** `ingest_invoice`: books a purchase invoice once, telling how far it is. */
export const ingestInvoice = (
  kit: Pick<ModuleKit, 'clock' | 'publish' | 'resourceUpdated'>,
  books: Books,
  register: InvoiceRegister,
) =>
  defineTool({
    name: 'ingest_invoice',
    title: 'Ingest invoice',
    description:
      'Checks a purchase invoice, works out VAT line by line and posts it. The same invoice is booked once only.',
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true },
    rateLimit: { perSecond: 2, burst: 10 },
    input: z.object({
      supplier: Text,
      number: Text,
      lines: z.array(InvoiceLine).check(z.minLength(1), z.maxLength(LINES_MAX)),
    }),
    output: z.object({ entryId: z.string(), net: z.number(), vat: z.number(), gross: z.number() }),
    async handle({ supplier, number, lines }, context) {
      const known = register.find(supplier, number)
      if (known !== undefined)
        return failed('refused', `Invoice ${number} of ${supplier} is already booked as ${known}`)
      let sums: InvoiceSums = { net: 0, vat: 0, gross: 0 }
      for (const [index, line] of lines.entries()) {
        sums = addSums(sums, sumLine(line))
        await context.progress(index + 1, lines.length + 1, `Line ${index + 1}: ${line.description}`)
      }
      if (context.signal.aborted) return failed('refused', 'Cancelled before posting: nothing was booked')
      const postedAt = new Date(kit.clock.now()).toISOString()
      const posted = books.ledger.post(postedAt, `Invoice ${number} of ${supplier}`, toPosting(sums))
      if (!posted.ok) return failed('refused', posted.reason)
      register.add(supplier, number, posted.entry.id)
      await books.invalidate()
      const amounts = { net: toLira(sums.net), vat: toLira(sums.vat), gross: toLira(sums.gross) }
      const summary = `Invoice ${number} of ${supplier} booked: ${amounts.gross} TRY`
      kit.publish({ type: 'mcp.context.updated', data: { summary, entryId: posted.entry.id, ...amounts } })
      kit.resourceUpdated(`mubot://ledger/${postedAt.slice(0, 7)}`)
      await context.progress(lines.length + 1, lines.length + 1, 'Posted')
      return succeeded(summary, { entryId: posted.entry.id, ...amounts })
    },
  })
