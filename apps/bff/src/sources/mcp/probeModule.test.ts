import { fakeClock } from '@nobet/testkit'
import { getRequestListener } from '@hono/node-server'
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import type { RequestListener } from 'node:http'
import { expect, it } from 'vitest'
import { type Clock, systemClock } from '../../clock.ts'
import { createModuleProbe } from './probeModule.ts'
import { listen } from './testing/listen.ts'
import { PATIENT } from './testing/probing.ts'

const createServer = () => new McpServer({ name: 'real', version: '1' })

const deps = (clock = systemClock) => {
  let ids = 0
  return { clock, random: () => 0.5, newId: () => `${(ids += 1)}`, budget: PATIENT, version: '0' }
}

it('notices a server upgraded under its address at once, without doubting its health', async () => {
  let legacy = true
  const old = createMcpHandler(createServer)
  const modern = createMcpHandler(createServer, { legacy: 'reject' })
  const seen: string[] = []
  const listener = getRequestListener(async (request) => {
    const text = await request.clone().text()
    seen.push(text.includes('server/discover') ? 'discover' : text.includes('initialize"') ? 'initialize' : '')
    if (!legacy) return modern.fetch(request)
    return text.includes('server/discover') ? new Response(null, { status: 400 }) : old.fetch(request)
  })
  // The adapter's listener also answers HTTP/2; here it is given HTTP/1 only.
  const url = await listen(listener as RequestListener)
  const probe = createModuleProbe({ id: 'x', title: 'X', url }, deps(), { at: 0 })
  expect((await probe.run()).checked).toMatchObject({ state: 'healthy', era: 'legacy' })
  seen.length = 0
  expect((await probe.run()).checked).toMatchObject({ state: 'healthy', era: 'legacy' })
  expect(seen).not.toContain('discover')
  legacy = false
  expect((await probe.run()).checked).toMatchObject({ state: 'healthy', era: 'modern', failures: 0 })
})

it('makes one fact one id, whoever observes it', async () => {
  const observe = async () => {
    const clock: Clock = { ...fakeClock(), setTimer: (run, ms) => systemClock.setTimer(run, ms) }
    const probe = createModuleProbe({ id: 'x', title: 'X', url: 'http://127.0.0.1:1/mcp' }, deps(clock), {
      at: 5,
      resume: { state: 'healthy', since: 5 },
    })
    const { events } = await probe.run()
    return events.find(({ type }) => type === 'mcp.health.changed')
  }
  const [first, second] = [await observe(), await observe()]
  expect(first).toMatchObject({ source: '/nobet/probe', module: 'x', data: { from: 'healthy', to: 'degraded' } })
  expect(second?.id).toBe(first?.id)
})
