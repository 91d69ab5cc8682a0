import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { CloudEvent, findDataFaults } from '@nobet/contracts'
import { waitFor } from '@nobet/testkit'
import { afterEach, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { createSample, runSample } from '../testing/sampleModule.ts'
import type { ModuleKit } from './definition.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c'

/** Takes batches as the panel does, and keeps them. */
async function startPanel() {
  const events: CloudEvent[] = []
  const headers: (string | undefined)[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      headers.push(request.headers['content-type'], request.headers.authorization)
      events.push(...z.parse(z.array(CloudEvent), JSON.parse(text)))
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"cursors":[]}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => server.close())
  // A listening TCP server has an address of this shape.
  return { events, headers, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function start(onBuild?: (kit: ModuleKit) => void) {
  const panel = await startPanel()
  const { server } = await runSample(createSample(onBuild), {
    panel: { url: panel.url, token: 'let-me-in' },
    contextEveryMs: 50,
    sampleEveryMs: 50,
  })
  cleanUps.push(() => server.stop())
  return { panel, server }
}

const MODES = [
  { era: 'legacy', options: {} },
  { era: 'modern', options: { versionNegotiation: { mode: 'auto' as const } } },
]

it.each(MODES)('carries the trace of a $era call into what the tool publishes', async ({ options }) => {
  const { panel, server } = await start()
  const client = new Client({ name: 'test', version: '0' }, options)
  await client.connect(new StreamableHTTPClientTransport(new URL(server.url)))
  cleanUps.push(() => client.close())
  const traceparent = `00-${TRACE_ID}-b7ad6b7169203331-01`
  await client.callTool({ name: 'say', arguments: { text: 'traced' }, _meta: { traceparent } })
  const event = await waitFor(() => panel.events.find((sent) => JSON.stringify(sent.data).includes('traced')))
  expect(event.traceparent).toMatch(new RegExp(`^00-${TRACE_ID}-(?!b7ad6b7169203331)[\\da-f]{16}-01$`))
})

it('publishes its context and its figures as valid events of its own module, with its token', async () => {
  const { panel } = await start()
  await waitFor(() =>
    ['mcp.context.updated', 'mcp.metrics.sampled'].every((type) => panel.events.some((e) => e.type === type)),
  )
  expect(panel.events.flatMap(findDataFaults)).toEqual([])
  expect(new Set(panel.events.map((event) => event.module))).toEqual(new Set(['sample']))
  expect(new Set(panel.headers)).toEqual(new Set(['application/cloudevents-batch+json', 'Bearer let-me-in']))
  expect(new Set(panel.events.map((event) => event.id)).size).toBe(panel.events.length)
})

it('announces a changed TTL of its cache', async () => {
  let kit: ModuleKit | undefined
  const { panel } = await start((given) => {
    kit = given
  })
  await kit?.cache.set('mcp:sample:thing', 1, 60_000)
  await kit?.cache.expire('mcp:sample:thing', 10_000)
  const event = await waitFor(() => panel.events.find((sent) => sent.type === 'cache.ttl.changed'))
  expect(event).toMatchObject({ subject: 'mcp:sample:thing', data: { previousTtlMs: 60_000, ttlMs: 10_000 } })
  expect(findDataFaults(event)).toEqual([])
})
