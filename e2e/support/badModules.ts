import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { freePort } from '@nobet/testkit'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** Modules as they should not be, by id: what each answers to any request. */
const ANSWERS = {
  hangs: () => undefined,
  redirects: (_, response) => void response.writeHead(302, { location: '/elsewhere' }).end(),
  html: (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
  locked: (_, response) => void response.writeHead(401, { 'www-authenticate': 'Bearer' }).end(),
  broken: (_, response) => void response.writeHead(500).end('out of paper'),
  endless: (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const flood = setInterval(() => response.write(' '.repeat(64 * 1024)), 1)
    response.on('close', () => clearInterval(flood))
  },
  wedged: speakMcp(() => undefined),
  crowded: speakMcp((id, response) => {
    const tools = Array.from({ length: CROWD }, (_, i) => ({ name: `tool-${i}`, inputSchema: { type: 'object' } }))
    answerJson(response, { jsonrpc: '2.0', id, result: { tools } })
  }),
} satisfies Record<string, Answer>

const CROWD = 5_000

export type BadModule = keyof typeof ANSWERS | 'gone'

export interface BadModules {
  readonly urls: Readonly<Record<BadModule, string>>
  readonly stop: () => Promise<void>
}

/** Starts them all on loopback; at the address of `gone` nobody listens. */
export async function startBadModules(): Promise<BadModules> {
  const started = await Promise.all(
    Object.entries(ANSWERS).map(async ([id, answer]) => [id, await serve(answer)] as const),
  )
  const urls = Object.fromEntries(started.map(([id, { url }]) => [id, url]))
  return {
    // The entries are those of ANSWERS, and `gone`.
    urls: { ...urls, gone: `http://127.0.0.1:${await freePort()}/mcp` } as Record<BadModule, string>,
    stop: async () => void (await Promise.all(started.map(([, server]) => server.stop()))),
  }
}

async function serve(answer: Answer) {
  const server = createServer(answer)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    async stop() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** A server of the legacy era that introduces itself well and answers `tools/list` as it is told. */
function speakMcp(list: (id: unknown, response: ServerResponse) => void): Answer {
  return (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => void parts.push(part))
    request.on('end', () => {
      if (request.method !== 'POST') return void response.writeHead(405).end()
      const { id, method } = JSON.parse(Buffer.concat(parts).toString()) as { id?: unknown; method: string }
      if (id === undefined) return void response.writeHead(202).end()
      if (method === 'tools/list') return list(id, response)
      if (method === 'ping') return answerJson(response, { jsonrpc: '2.0', id, result: {} })
      if (method === 'initialize') return answerJson(response, { jsonrpc: '2.0', id, result: INTRODUCTION })
      answerJson(response, { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } })
    })
  }
}

const INTRODUCTION = {
  protocolVersion: '2025-06-18',
  capabilities: { tools: {} },
  serverInfo: { name: 'stub', version: '1.0.0' },
}

const answerJson = (response: ServerResponse, body: unknown): void =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
