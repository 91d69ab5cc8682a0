import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { fakeClock, waitFor } from '@nobet/testkit'
import { afterEach, expect, it } from 'vitest'
import type { ModuleOptions } from '../module/createModule.ts'
import { createSample, runSample } from '../testing/sampleModule.ts'

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

const IDLE_MS = 60_000

async function start(options: ModuleOptions) {
  const clock = fakeClock()
  const sample = await runSample(createSample(), { sessionIdleMs: IDLE_MS, ...options }, clock)
  cleanUps.push(() => sample.server.stop())
  const openSessions = async () => {
    const text = await sample.module.metrics.registry.metrics()
    return Number(/^nobet_mcp_sessions (\d+)$/m.exec(text)?.[1])
  }
  return { ...sample, clock, openSessions }
}

async function connect(url: string) {
  const transport = new StreamableHTTPClientTransport(new URL(url))
  const client = new Client({ name: 'test', version: '0' })
  await client.connect(transport)
  cleanUps.push(() => client.close())
  return { client, transport }
}

/** Opens a session by hand, without the notification stream the SDK's client keeps open. */
async function initialize(url: string): Promise<Response> {
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bare', version: '0' } }
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }),
  })
}

it('ends a session on DELETE, after which it is 404', async () => {
  const { server, openSessions } = await start({})
  const { transport } = await connect(server.url)
  expect(await openSessions()).toBe(1)
  const sessionId = transport.sessionId ?? ''
  await transport.terminateSession()
  await waitFor(async () => (await openSessions()) === 0)
  const answer = await fetch(server.url, { method: 'DELETE', headers: { 'mcp-session-id': sessionId } })
  expect(answer.status).toBe(404)
})

it('closes a session nobody uses, and not before its time', async () => {
  const { server, openSessions, module, clock } = await start({})
  const response = await initialize(server.url)
  await response.text()
  expect(response.headers.get('mcp-session-id')).not.toBeNull()
  await clock.advance(IDLE_MS - 1)
  expect(await openSessions()).toBe(1)
  await clock.advance(IDLE_MS)
  expect(await openSessions()).toBe(0)
  expect(await module.metrics.registry.metrics()).toContain('nobet_mcp_session_events_total{event="expired"} 1')
})

it('refuses one session too many with 503 and when to come back, and keeps serving the others', async () => {
  const { server, openSessions } = await start({ maxSessions: 1 })
  const { client } = await connect(server.url)
  const refused = await initialize(server.url)
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('5')
  expect(await openSessions()).toBe(1)
  expect((await client.listTools()).tools).toHaveLength(3)
})

it('keeps a session whose notification stream is open, however quiet, and closes it after the stream is gone', async () => {
  const { server, openSessions, clock } = await start({})
  const { client, transport } = await connect(server.url)
  const stream = await openStream(server.url, transport.sessionId ?? '')
  await clock.advance(10 * IDLE_MS)
  expect(await openSessions()).toBe(1)
  await client.close()
  stream.abort()
  await waitFor(async () => {
    await clock.advance(2 * IDLE_MS)
    return (await openSessions()) === 0
  })
})

/** Waits until the one notification stream of a session is open: a second one is refused with 409. */
async function openStream(url: string, sessionId: string): Promise<AbortController> {
  const controller = new AbortController()
  const headers = { accept: 'text/event-stream', 'mcp-session-id': sessionId, 'mcp-protocol-version': '2025-11-25' }
  await waitFor(async () => [200, 409].includes((await fetch(url, { headers, signal: controller.signal })).status))
  return controller
}
