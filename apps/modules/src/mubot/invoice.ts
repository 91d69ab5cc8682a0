import { credit, debit, type Line } from './entry.ts'
import { type Kurus, percentOf, toKurus } from './money.ts'

export const VAT_RATES = [0, 1, 10, 20] as const

export interface InvoiceLine {
  readonly description: string
  readonly quantity: number
  /** Lira, without VAT. */
  readonly unitPrice: number
  readonly vatRate: number
}

export interface InvoiceSums {
  readonly net: Kurus
  readonly vat: Kurus
  readonly gross: Kurus
}

/** Each line is rounded to the kuruş before it is added, as the tax office does. */
export function sumLine(line: InvoiceLine): InvoiceSums {
  const net = toKurus(line.quantity * line.unitPrice)
  const vat = percentOf(net, line.vatRate)
  return { net, vat, gross: net + vat }
}

export const addSums = (a: InvoiceSums, b: InvoiceSums): InvoiceSums => ({
  net: a.net + b.net,
  vat: a.vat + b.vat,
  gross: a.gross + b.gross,
})

/** The posting of a purchase invoice: expense and deductible VAT against the supplier. */
export const toPosting = (sums: InvoiceSums): Line[] => [
  debit('632', sums.net),
  ...(sums.vat > 0 ? [debit('191', sums.vat)] : []),
  credit('320', sums.gross),
]
