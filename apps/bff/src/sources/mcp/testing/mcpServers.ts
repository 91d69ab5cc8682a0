import { randomUUID } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createMcpHandler, McpServer, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server'
import * as z from 'zod'
import { listen } from './listen.ts'

export interface McpServerOptions {
  /** Called before a list is answered. */
  readonly onList?: () => Promise<void>
  readonly tools?: readonly string[]
}

/** The official server with a tool, a resource and a prompt. */
function createServer({ tools = ['sum'] }: McpServerOptions): McpServer {
  const server = new McpServer({ name: 'real', version: '1.2.3' })
  for (const name of tools) {
    server.registerTool(name, { description: 'adds', inputSchema: z.object({ a: z.number() }) }, ({ a }) => ({
      content: [{ type: 'text', text: String(a) }],
    }))
  }
  server.registerResource('books', 'file:///books', { description: 'the books' }, () => ({ contents: [] }))
  server.registerPrompt('ask', { description: 'asks' }, () => ({ messages: [] }))
  return server
}

type FetchHandler = (request: Request) => Promise<Response>

const serve = (handler: FetchHandler, { onList }: McpServerOptions): Promise<string> => {
  const listener = getRequestListener(async (request) => {
    if (onList !== undefined && request.method === 'POST') {
      const body = await request.clone().text()
      if (body.includes('/list"')) await onList()
    }
    return handler(request)
  })
  // The adapter's listener also answers HTTP/2; here it is given HTTP/1 only.
  return listen(listener as RequestListener)
}

/** Speaks 2026-07-28 and nothing older. */
export const listenModern = (options: McpServerOptions = {}): Promise<string> => {
  const handler = createMcpHandler(() => createServer(options), { legacy: 'reject' })
  return serve((request) => handler.fetch(request), options)
}

export interface LegacyServer {
  readonly url: string
  readonly openSessions: () => number
  readonly sessionsEver: () => number
}

/** Speaks 2025-11-25 with sessions, as most servers in the field do. */
export async function listenLegacy(options: McpServerOptions = {}): Promise<LegacyServer> {
  const sessions = new Map<string, WebStandardStreamableHTTPServerTransport>()
  let ever = 0
  const openSession = async () => {
    const transport: WebStandardStreamableHTTPServerTransport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => {
        ever += 1
        sessions.set(id, transport)
      },
      onsessionclosed: (id) => void sessions.delete(id),
    })
    await createServer(options).connect(transport)
    return transport
  }
  const url = await serve(async (request) => {
    const known = sessions.get(request.headers.get('mcp-session-id') ?? '')
    return (known ?? (await openSession())).handleRequest(request)
  }, options)
  return { url, openSessions: () => sessions.size, sessionsEver: () => ever }
}
