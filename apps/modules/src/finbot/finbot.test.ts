import { fakeClock } from '@nobet/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ConnectedModule, connectTo } from '../testing.ts'
import { finbot } from './finbot.ts'

const clock = fakeClock()
let connected: ConnectedModule
beforeAll(async () => {
  connected = await connectTo(finbot, clock)
})
afterAll(() => connected.stop())

const call = (name: string, args: Record<string, unknown>) => connected.client.callTool({ name, arguments: args })

it('offers its four tools with schemas for what goes in and comes out', async () => {
  const { tools } = await connected.client.listTools()
  expect(tools.map((tool) => tool.name)).toEqual(['get_rate', 'cash_flow_forecast', 'budget_variance', 'fx_scenario'])
  for (const tool of tools)
    expect(tool).toMatchObject({ inputSchema: { type: 'object' }, outputSchema: { type: 'object' } })
})

it('answers with figures that fit its own output schemas', async () => {
  expect((await call('get_rate', { from: 'USD' })).structuredContent).toMatchObject({ from: 'USD', to: 'TRY' })
  expect((await call('cash_flow_forecast', { horizonDays: 3 })).structuredContent).toMatchObject({
    days: { length: 3 },
  })
  expect((await call('budget_variance', { department: 'sales' })).structuredContent).toMatchObject({
    period: '2026-11',
    lines: [{ department: 'sales' }],
  })
  expect((await call('fx_scenario', { shockPct: { USD: 10 } })).structuredContent).toHaveProperty('impactTry')
})

it('serves a cached quote until its TTL is over', async () => {
  const observedAt = async () => (await call('get_rate', { from: 'EUR' })).structuredContent
  const first = await observedAt()
  expect(await observedAt()).toEqual(first)
  await clock.advance(61_000)
  expect(await observedAt()).not.toEqual(first)
})

it.each([
  ['get_rate', { from: 'XAU' }],
  ['cash_flow_forecast', { horizonDays: 0 }],
  ['budget_variance', { period: '2026-13' }],
  ['fx_scenario', { shockPct: { USD: -100 } }],
])('%s refuses %j with a reason', async (name, args) => {
  const result = await call(name, args)
  expect(result.isError).toBe(true)
  expect(JSON.stringify(result.content).length).toBeGreaterThan(20)
})

it('serves its accounts and its prompt', async () => {
  const { contents } = await connected.client.readResource({ uri: 'finbot://accounts' })
  expect(JSON.stringify(contents)).toContain('Payroll reserve')
  const prompt = await connected.client.getPrompt({ name: 'treasury_brief', arguments: {} })
  expect(JSON.stringify(prompt.messages)).toContain('cash_flow_forecast')
})
