import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACCOUNT_CODES } from './chartOfAccounts.ts'
import { bookingAt } from './dailyBusiness.ts'
import { credit, debit, findEntryFault, type Line } from './entry.ts'
import { addSums, sumLine, toPosting, VAT_RATES } from './invoice.ts'
import { createLedger } from './ledger.ts'
import { trialBalance } from './trialBalance.ts'

const AT = '2026-11-22T17:00:00.000Z'
const account = fc.constantFrom(...ACCOUNT_CODES)
const amount = fc.integer({ min: 1, max: 1_000_000_000 })

/** Lines that balance: debits as they come, one credit for the sum. */
const balancedLines = fc
  .tuple(fc.array(fc.tuple(account, amount), { minLength: 1, maxLength: 5 }), account)
  .map(([debits, against]): Line[] => [
    ...debits.map(([code, kurus]) => debit(code, kurus)),
    credit(
      against,
      debits.reduce((sum, [, kurus]) => sum + kurus, 0),
    ),
  ])
const anyLine = fc.record({
  account,
  debit: fc.integer({ min: -5, max: 50 }),
  credit: fc.integer({ min: -5, max: 50 }),
})
const anyLines: fc.Arbitrary<Line[]> = fc.oneof(balancedLines, fc.array(anyLine, { maxLength: 5 }))

describe('the trial balance', () => {
  it('balances whatever is posted, even after old entries were folded away', () => {
    fc.assert(
      fc.property(fc.array(anyLines, { maxLength: 40 }), fc.integer({ min: 1, max: 10 }), (postings, kept) => {
        const ledger = createLedger(kept)
        let turnover = 0
        for (const lines of postings) {
          if (ledger.post(AT, 'any', lines).ok) turnover += lines.reduce((sum, line) => sum + line.debit, 0)
        }
        const { carried, entries } = ledger.balanceInput(undefined)
        const balance = trialBalance(carried, entries)
        expect(balance.balanced).toBe(true)
        expect(balance.debit).toBe(turnover)
        expect(balance.rows.reduce((sum, row) => sum + row.balance, 0)).toBe(0)
        expect(ledger.size).toBeLessThanOrEqual(kept)
      }),
    )
  })

  it('balances for one month alone', () => {
    const ledger = createLedger()
    ledger.post('2026-10-30T09:00:00.000Z', 'October', [debit('102', 500), credit('500', 500)])
    ledger.post(AT, 'November', [debit('102', 300), credit('600', 300)])
    const { carried, entries } = ledger.balanceInput('2026-11')
    expect(trialBalance(carried, entries)).toMatchObject({ debit: 300, credit: 300, balanced: true })
  })
})

describe('an entry', () => {
  it.each([
    [[], 'two lines'],
    [[debit('102', 100), credit('600', 99)], 'differ by 1 kuruş'],
    [[debit('102', 0), credit('600', 0)], 'needs an amount'],
    [[debit('102', 1.5), credit('600', 1.5)], 'whole kuruş'],
    [[debit('102', -1), credit('600', -1)], 'whole kuruş'],
    [[{ account: '102' as const, debit: 1, credit: 1 }, debit('102', 1)], 'either debit or credit'],
  ])('%j is refused: %s', (lines, words) => {
    expect(findEntryFault(lines)).toContain(words)
    expect(createLedger().post(AT, 'bad', lines)).toMatchObject({ ok: false })
  })
})

it('books nothing but balanced entries in daily business', () => {
  fc.assert(
    fc.property(fc.nat(), (index) => {
      expect(findEntryFault(bookingAt(index).lines)).toBeUndefined()
    }),
  )
})

it('posts an invoice whose expense and VAT equal what is owed, to the kuruş', () => {
  const line = fc.record({
    description: fc.constant('x'),
    quantity: fc.integer({ min: 1, max: 1000 }),
    unitPrice: fc.integer({ min: 1, max: 100_000_00 }).map((kurus) => kurus / 100),
    vatRate: fc.constantFrom(...VAT_RATES),
  })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
      const sums = lines.map(sumLine).reduce(addSums)
      expect(findEntryFault(toPosting(sums))).toBeUndefined()
      expect(sums.gross).toBe(sums.net + sums.vat)
    }),
  )
})

it('lists newest first, by month and account, page by page', () => {
  const ledger = createLedger()
  for (const n of [1, 2, 3]) ledger.post(AT, `sale ${n}`, [debit('120', n), credit('600', n)])
  ledger.post(AT, 'payment', [debit('320', 5), credit('102', 5)])
  const page = ledger.list({ account: '120', limit: 2, offset: 1 })
  expect(page.total).toBe(3)
  expect(page.entries.map((entry) => entry.description)).toEqual(['sale 2', 'sale 1'])
})
