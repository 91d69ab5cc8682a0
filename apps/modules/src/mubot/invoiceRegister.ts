const MAX_INVOICES = 10_000

/** Remembers which invoices were taken in, so that none is booked twice; the last 10,000. */
export function createInvoiceRegister(maxInvoices = MAX_INVOICES) {
  const taken = new Map<string, string>()
  const keyOf = (supplier: string, number: string) => JSON.stringify([supplier.toLocaleLowerCase('tr'), number])
  return {
    /** The entry that booked this invoice, if one did. */
    find: (supplier: string, number: string): string | undefined => taken.get(keyOf(supplier, number)),
    add(supplier: string, number: string, entryId: string): void {
      taken.set(keyOf(supplier, number), entryId)
      const oldest = taken.size > maxInvoices ? taken.keys().next().value : undefined
      if (oldest !== undefined) taken.delete(oldest)
    },
  }
}

export type InvoiceRegister = ReturnType<typeof createInvoiceRegister>
