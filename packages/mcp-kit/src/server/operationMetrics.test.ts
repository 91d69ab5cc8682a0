import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { waitFor } from '@nobet/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { ModuleDefinition } from '../module/definition.ts'
import { createSample, runSample, type RunningSample } from '../testing/sampleModule.ts'
import { defineTool } from '../tool/defineTool.ts'

const ERAS = [
  { era: 'legacy', options: {} },
  { era: 'modern', options: { versionNegotiation: { mode: 'auto' as const } } },
]
const TRACE_ID = 'c0ffee'.padEnd(32, '0')
const TRACE = { traceparent: `00-${TRACE_ID}-${'1'.repeat(16)}-01` }

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

/** Never answers. */
const wait = defineTool({
  name: 'wait',
  title: 'Wait',
  description: 'Waits for ever',
  input: z.object({}),
  output: z.object({}),
  handle: () => new Promise(() => undefined),
})

const sample = createSample()
const waiting: ModuleDefinition = {
  ...sample,
  build(kit) {
    const parts = sample.build(kit)
    return { ...parts, tools: [...parts.tools, wait] }
  },
}

async function start(options: object) {
  const { server }: RunningSample = await runSample(waiting)
  cleanUps.push(() => server.stop())
  const client = new Client({ name: 'test', version: '0' }, { capabilities: {}, ...options })
  await client.connect(new StreamableHTTPClientTransport(new URL(server.url)))
  cleanUps.push(() => client.close())
  const read = async (accept = '*/*') =>
    (await fetch(server.url.replace('/mcp', '/metrics'), { headers: { accept } })).text()
  const counts = async () =>
    (await read())
      .split('\n')
      .filter((line) => line.startsWith('mcp_server_operation_duration_seconds_count'))
      .map((line) => line.replaceAll(/^.*_count\{|,?(?:network_transport|mcp_protocol_version)="[^"]*"/g, ''))
  return { client, read, counts }
}

describe.each(ERAS)('the operations of a $era client are counted', ({ era, options }) => {
  it('by method, tool and what became of them', async () => {
    const { client, counts } = await start(options)
    await client.callTool({ name: 'add', arguments: { a: 1 } })
    await client.callTool({ name: 'add', arguments: { a: 13 } })
    await client.readResource({ uri: 'sample://none' }).catch(() => undefined)
    expect(await counts()).toEqual(
      expect.arrayContaining([
        'mcp_method_name="tools/call",gen_ai_tool_name="add"} 1',
        'mcp_method_name="tools/call",gen_ai_tool_name="add",error_type="tool_error"} 1',
        expect.stringMatching(/^mcp_method_name="resources\/read",error_type="-32\d{3}"\} 1$/),
      ]),
    )
  })

  it('also when their caller went before there was an answer', async () => {
    const { client, counts } = await start(options)
    const reason = era === 'legacy' ? 'timeout' : 'cancelled'
    await client.callTool({ name: 'wait', arguments: {} }, { timeout: 50 }).catch(() => undefined)
    const line = `mcp_method_name="tools/call",gen_ai_tool_name="wait",error_type="${reason}"} 1`
    const lines = await waitFor(async () => ((await counts()).includes(line) ? counts() : undefined), { what: line })
    expect(lines.filter((one) => one.includes('"wait"'))).toEqual([line])
  })

  it('with the trace of a sampled caller as exemplar, where the reader can take it', async () => {
    const { client, read } = await start(options)
    await client.callTool({ name: 'add', arguments: { a: 1 }, _meta: TRACE })
    const exemplar = `trace_id="${TRACE_ID}"`
    expect(await read('application/openmetrics-text')).toContain(exemplar)
    const classic = await read('text/plain')
    expect(classic).not.toContain('trace_id')
    expect(classic).toContain('# TYPE nobet_module_cache_requests_total counter')
  })
})

it('reads of the cache are there before the first one', async () => {
  const { read } = await start({})
  for (const result of ['hit', 'miss', 'coalesced'])
    expect(await read()).toContain(`nobet_module_cache_requests_total{result="${result}"} 0`)
})
