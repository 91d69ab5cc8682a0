import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { waitFor } from '@nobet/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import type { ModuleKit } from './definition.ts'
import { add, createSample, runSample, type RunningSample } from '../testing/sampleModule.ts'

const ERAS = [
  { era: 'legacy', version: '2025-11-25', options: {} },
  { era: 'modern', version: '2026-07-28', options: { versionNegotiation: { mode: 'auto' as const } } },
]

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function start(onBuild?: (kit: ModuleKit) => void): Promise<RunningSample> {
  const sample = await runSample(createSample(onBuild))
  cleanUps.push(() => sample.server.stop())
  return sample
}

async function connect(url: string, options: object): Promise<Client> {
  const client = new Client({ name: 'test', version: '0' }, { capabilities: {}, ...options })
  await client.connect(new StreamableHTTPClientTransport(new URL(url)))
  cleanUps.push(() => client.close())
  return client
}

describe.each(ERAS)('a client of the $era era', ({ era, version, options }) => {
  it('agrees on its protocol version and learns who serves', async () => {
    const client = await connect((await start()).server.url, options)
    expect(client.getNegotiatedProtocolVersion()).toBe(version)
    expect(client.getServerVersion()).toMatchObject({ name: 'sample', version: '1.2.3' })
    expect(client.getProtocolEra()).toBe(era)
  })

  it('lists tools, resources and prompts', async () => {
    const client = await connect((await start()).server.url, options)
    const { tools } = await client.listTools()
    expect(tools.map((tool) => tool.name)).toEqual(['add', 'count', 'say'])
    expect(tools[0]?.inputSchema).toMatchObject({ type: 'object', required: ['a'] })
    expect((await client.listResources()).resources.map((resource) => resource.uri)).toEqual([
      'sample://fixed',
      'sample://numbered/1',
    ])
    expect((await client.listPrompts()).prompts.map((prompt) => prompt.name)).toEqual(['greet'])
  })

  it('gets structured content, and defaults for arguments left out', async () => {
    const client = await connect((await start()).server.url, options)
    const result = await client.callTool({ name: 'add', arguments: { a: 2 } })
    expect(result.structuredContent).toEqual({ sum: 3 })
    expect(result.isError).toBeUndefined()
  })

  it('hears progress before the result', async () => {
    const client = await connect((await start()).server.url, options)
    const heard: number[] = []
    await client.callTool(
      { name: 'count', arguments: { to: 3 } },
      { onprogress: ({ progress }) => void heard.push(progress) },
    )
    expect(heard).toEqual([1, 2, 3])
  })

  it('gets a result with isError when a tool refuses, and when arguments are bad', async () => {
    const client = await connect((await start()).server.url, options)
    const refused = await client.callTool({ name: 'add', arguments: { a: 13 } })
    expect(refused).toMatchObject({ isError: true, content: [{ text: 'thirteen is unlucky' }] })
    const bad = await client.callTool({ name: 'add', arguments: { a: 'two' } })
    expect(bad.isError).toBe(true)
    expect(JSON.stringify(bad.content)).toContain('a')
  })

  it('is told when a tool that threw failed, but not what was inside', async () => {
    const client = await connect((await start()).server.url, options)
    const result = await client.callTool({ name: 'count', arguments: { to: 0, explode: true } })
    expect(result.isError).toBe(true)
    expect(JSON.stringify(result.content)).toContain('trace')
    expect(JSON.stringify(result.content)).not.toContain('secret detail')
  })

  it('is refused by the rate limit with the time to wait', async () => {
    const client = await connect((await start()).server.url, options)
    const call = () => client.callTool({ name: 'count', arguments: { to: 0 } })
    for (let spent = 0; spent < 3; spent += 1) expect((await call()).isError).toBeUndefined()
    const refused = await call()
    expect(refused).toMatchObject({ isError: true, _meta: { 'dev.nobet/code': 'rate_limited' } })
    expect(refused._meta?.['dev.nobet/retryAfterMs']).toBeGreaterThan(0)
  })

  it('reads resources and prompts, and hears of those that do not exist', async () => {
    const client = await connect((await start()).server.url, options)
    const { contents } = await client.readResource({ uri: 'sample://numbered/1' })
    expect(contents[0]).toMatchObject({ text: JSON.stringify({ n: '1' }, null, 2) })
    await expect(client.readResource({ uri: 'sample://numbered/2' })).rejects.toThrow('sample://numbered/2')
    const prompt = await client.getPrompt({ name: 'greet', arguments: { name: 'Ada' } })
    expect(prompt.messages[0]?.content).toEqual({ type: 'text', text: 'Hello Ada' })
  })

  it('counts each operation once, an unknown tool as _OTHER', async () => {
    const { server, module } = await start()
    const client = await connect(server.url, options)
    await client.callTool({ name: 'add', arguments: { a: 13 } })
    await client.callTool({ name: 'made-up-by-the-caller', arguments: {} }).catch(() => undefined)
    const text = await module.metrics.registry.metrics()
    expect(text).toMatch(
      new RegExp(
        `_count\\{mcp_method_name="tools/call",gen_ai_tool_name="add",error_type="tool_error",.*"${version}"\\} 1`,
      ),
    )
    expect(text).toContain('gen_ai_tool_name="_OTHER"')
    expect(text).not.toContain('made-up-by-the-caller')
  })

  it('is notified when resources list differently', async () => {
    let kit: ModuleKit | undefined
    const { server } = await start((given) => {
      kit = given
    })
    let notified = 0
    const listChanged = { resources: { autoRefresh: false, debounceMs: 0, onChanged: () => void (notified += 1) } }
    await connect(server.url, { ...options, listChanged })
    await waitFor(
      () => {
        kit?.resourcesChanged()
        return notified > 0
      },
      { intervalMs: 100, what: 'a list_changed notification' },
    )
    expect(notified).toBeGreaterThan(0)
  })

  it('is notified when the tool list changes, and then sees the new one', async () => {
    let kit: ModuleKit | undefined
    const { server } = await start((given) => {
      kit = given
    })
    let notified = 0
    const listChanged = { tools: { autoRefresh: false, debounceMs: 0, onChanged: () => void (notified += 1) } }
    const client = await connect(server.url, { ...options, listChanged })
    await client.listTools()
    // The stream that carries notifications opens behind connect(); until it is there nobody can be told.
    await waitFor(
      () => {
        kit?.setTools([add])
        kit?.setTools([])
        kit?.setTools([add])
        return notified > 0
      },
      { intervalMs: 100, what: 'a list_changed notification' },
    )
    expect((await client.listTools()).tools.map((tool) => tool.name)).toEqual(['add'])
  })
})
