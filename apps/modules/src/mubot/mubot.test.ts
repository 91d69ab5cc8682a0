import { fakeClock } from '@nobet/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { type ConnectedModule, connectTo } from '../testing.ts'
import { nextTempo } from './books.ts'
import { mubot } from './mubot.ts'

const clock = fakeClock()
let connected: ConnectedModule
beforeAll(async () => {
  connected = await connectTo(mubot, clock)
})
afterAll(() => connected.stop())

const call = (name: string, args: Record<string, unknown>, heard: (number | undefined)[] = []) =>
  connected.client.callTool({ name, arguments: args }, { onprogress: ({ progress }) => void heard.push(progress) })

const figureOf = (result: { structuredContent?: unknown }, name: string): number =>
  Number(z.parse(z.record(z.string(), z.unknown()), result.structuredContent)[name])

const INVOICE = {
  supplier: 'Kent Kırtasiye',
  number: 'A-2026-17',
  lines: [
    { description: 'Paper', quantity: 10, unitPrice: 149.9 },
    { description: 'Books', quantity: 3, unitPrice: 200, vatRate: 10 },
  ],
}

it('ingests an invoice with progress, books it to the kuruş, and shows it on top of the ledger', async () => {
  const heard: number[] = []
  const result = await call('ingest_invoice', INVOICE, heard)
  expect(result.structuredContent).toMatchObject({ net: 2099, vat: 359.8, gross: 2458.8 })
  expect(heard).toEqual([1, 2, 3])
  const ledger = await call('list_ledger', { limit: 1 })
  expect(ledger.structuredContent).toMatchObject({
    entries: [{ description: 'Invoice A-2026-17 of Kent Kırtasiye', lines: [{ account: '632', debit: 2099 }, {}, {}] }],
  })
})

it('books an invoice once only, and says which entry has it', async () => {
  await call('ingest_invoice', { ...INVOICE, number: 'twice' })
  const again = await call('ingest_invoice', { ...INVOICE, number: 'twice', supplier: 'KENT KIRTASİYE' })
  expect(again.isError).toBe(true)
  expect(JSON.stringify(again.content)).toMatch(/already booked as 2026-11-\d{6}/)
})

it('balances, and an invoice is in the very next trial balance', async () => {
  const before = await call('trial_balance', {})
  await call('ingest_invoice', { ...INVOICE, number: 'fresh' })
  const after = await call('trial_balance', {})
  expect(before.structuredContent).toMatchObject({ balanced: true })
  expect(after.structuredContent).toMatchObject({ balanced: true })
  expect(figureOf(after, 'debit')).toBeGreaterThan(figureOf(before, 'debit'))
})

it('books business as time goes by, without losing balance', async () => {
  const total = async () => figureOf(await call('list_ledger', {}), 'total')
  const before = await total()
  await clock.advance(120_000)
  expect(await total()).toBeGreaterThan(before)
  expect((await call('trial_balance', { period: '2026-11' })).structuredContent).toMatchObject({ balanced: true })
})

it.each([
  ['ingest_invoice', { ...INVOICE, lines: [] }],
  ['ingest_invoice', { ...INVOICE, lines: [{ description: 'x', quantity: 1, unitPrice: 1, vatRate: 18 }] }],
  ['list_ledger', { account: '999' }],
  ['list_ledger', { limit: 100_000 }],
])('%s refuses %j', async (name, args) => {
  expect((await call(name, args)).isError).toBe(true)
})

it('serves the ledger of a month, and knows no other', async () => {
  const { contents } = await connected.client.readResource({ uri: 'mubot://ledger/2026-11' })
  expect(JSON.stringify(contents)).toContain('Domestic sales')
  await expect(connected.client.readResource({ uri: 'mubot://ledger/1999-01' })).rejects.toThrow('1999-01')
})

it('keeps its tempo between the two thresholds', () => {
  expect([nextTempo('slow', 10), nextTempo('brisk', 10), nextTempo('slow', 12), nextTempo('brisk', 7)]).toEqual([
    'slow',
    'brisk',
    'brisk',
    'slow',
  ])
})
