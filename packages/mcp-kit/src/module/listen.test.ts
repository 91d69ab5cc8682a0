import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { expect, it } from 'vitest'
import { createSample, runSample } from '../testing/sampleModule.ts'
import { startModuleServer } from './listen.ts'

it('says that a port is taken instead of failing', async () => {
  const { server, module } = await runSample(createSample())
  expect(await startModuleServer(module, server.port)).toEqual({ ok: false, reason: `port ${server.port} is taken` })
  await server.stop()
})

it('stops with clients connected and streams open, and stopping twice is the same as once', async () => {
  const { server } = await runSample(createSample())
  const client = new Client({ name: 'test', version: '0' })
  await client.connect(new StreamableHTTPClientTransport(new URL(server.url)))
  await Promise.all([server.stop(), server.stop()])
  await expect(fetch(server.url.replace('/mcp', '/healthz'))).rejects.toThrow('fetch failed')
  await client.close()
})
