import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll } from 'vitest'
import type { Json } from './outsider.fixture.ts'

const atEnd: (() => void)[] = []
afterAll(() => {
  for (const end of atEnd.splice(0)) end()
})

/** What a server of the 2025-11-25 protocol answers, written by hand after its specification. */
const ANSWERS: Record<string, Json> = {
  initialize: {
    protocolVersion: '2025-11-25',
    capabilities: { tools: {}, resources: {}, prompts: {} },
    serverInfo: { name: 'by-hand', version: '1.0.0', title: 'By Hand' },
  },
  ping: {},
  'tools/list': { tools: [{ name: 'sum', description: 'adds', inputSchema: { type: 'object' } }] },
  'resources/list': { resources: [{ uri: 'file:///books', name: 'books' }] },
  'prompts/list': { prompts: [{ name: 'ask' }] },
}

/** A module to be probed; its address. */
export async function listenMcp(): Promise<string> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0)
    }),
  )
  atEnd.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${port}/mcp`
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return void response.writeHead(request.method === 'DELETE' ? 200 : 405).end()
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const asked = JSON.parse(Buffer.concat(chunks).toString()) as { id?: number; method: string }
  if (asked.id === undefined) return void response.writeHead(202).end()
  const result = ANSWERS[asked.method]
  const reply = result === undefined ? { error: { code: -32_601, message: 'Method not found' } } : { result }
  const headers = { 'content-type': 'application/json', 'mcp-session-id': 's-1' }
  response.writeHead(200, headers).end(JSON.stringify({ jsonrpc: '2.0', id: asked.id, ...reply }))
}
