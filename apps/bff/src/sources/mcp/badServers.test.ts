import type { IncomingMessage, ServerResponse } from 'node:http'
import { freePort } from '@nobet/testkit'
import { describe, expect, it } from 'vitest'
import { listen, listenTcp } from './testing/listen.ts'
import { climb } from './testing/probing.ts'

/** Long enough for a loaded machine to get through the rungs below the one that must time out. */
const IMPATIENT_MS = 300
/** Where several exchanges must get through before the one that hangs. */
const LESS_IMPATIENT_MS = 1_500
const KIB = 1_024

const answer = (status: number, headers: Record<string, string>, body = '') =>
  listen((_request, response) => response.writeHead(status, headers).end(body))

const JSON_TYPE = { 'content-type': 'application/json' }

/** Answers each JSON-RPC method from a table; what is not in it is never answered. */
function listenScript(script: Record<string, object | 'hang'>) {
  const seen: string[] = []
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'DELETE') {
      seen.push('DELETE')
      return response.writeHead(204).end()
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { id, method } = JSON.parse(Buffer.concat(chunks).toString()) as { id?: number; method: string }
    seen.push(method)
    if (id === undefined) return response.writeHead(202).end()
    const reply = script[method]
    if (reply === 'hang') return undefined
    if (reply === undefined) return response.writeHead(400).end()
    response.writeHead(200, { ...JSON_TYPE, 'mcp-session-id': 'only-one' })
    return response.end(JSON.stringify({ jsonrpc: '2.0', id, ...reply }))
  }
  return listen((request, response) => void handle(request, response)).then((url) => ({ url, seen }))
}

const initialized = (protocolVersion: string) => ({
  result: { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } },
})

describe('a server that is not there', () => {
  it('refuses', async () => {
    const { result } = await climb(`http://127.0.0.1:${await freePort()}/mcp`)
    expect(result).toMatchObject({ outcome: 'failed', rung: 'tcp', finding: { code: 'refused' } })
  })

  it('has no address', async () => {
    const { result } = await climb('http://no-such-host.invalid/mcp')
    expect(result).toMatchObject({
      rung: 'dns',
      finding: { code: 'dns_failed', params: { host: 'no-such-host.invalid' } },
    })
  })

  it('accepts and never answers', async () => {
    const { result } = await climb(await listenTcp(() => undefined), { budget: { httpMs: IMPATIENT_MS } })
    expect(result).toMatchObject({ rung: 'http', finding: { code: 'http_timeout', params: { ms: IMPATIENT_MS } } })
  })

  it('hangs up without a word', async () => {
    const { result } = await climb(await listenTcp((socket) => socket.once('data', () => socket.destroy())))
    expect(result).toMatchObject({ outcome: 'failed', rung: 'http' })
  })

  it('speaks something else on the port', async () => {
    const { result } = await climb(await listenTcp((socket) => socket.write('220 mail.example ESMTP\r\n')))
    expect(result).toMatchObject({ outcome: 'failed', rung: 'http' })
  })

  it('speaks plain HTTP where TLS was configured', async () => {
    const url = (await answer(200, {})).replace('http:', 'https:')
    const { result } = await climb(url)
    expect(result).toMatchObject({ rung: 'tls', finding: { code: 'tls_failed' } })
  })
})

describe('a server that answers HTTP, but not MCP', () => {
  it('redirects, and is not followed', async () => {
    let followed = 0
    const target = await listen((_request, response) => {
      followed += 1
      response.end()
    })
    for (const status of [301, 302, 307, 308]) {
      const { result } = await climb(await answer(status, { location: target }))
      expect(result).toMatchObject({
        rung: 'http',
        finding: { code: 'redirected', params: { status, location: target } },
      })
    }
    expect(followed).toBe(0)
  })

  it('redirects within its own origin, and is not followed there either', async () => {
    const seen: string[] = []
    const url = await listen((request, response) => {
      seen.push(request.url ?? '')
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    expect((await climb(url)).result.finding?.code).toBe('redirected')
    expect(seen).toEqual(['/mcp'])
  })

  it('answers HTML', async () => {
    const { result } = await climb(await answer(200, { 'content-type': 'text/html' }, '<html>hello'))
    expect(result).toMatchObject({ rung: 'era', finding: { code: 'not_mcp', params: { contentType: 'text/html' } } })
  })

  it('answers JSON that is none', async () => {
    const { result } = await climb(await answer(200, JSON_TYPE, 'not json'))
    expect(result).toMatchObject({ rung: 'era', finding: { code: 'not_mcp' } })
  })

  it.each([500, 502, 429, 404])('answers %i', async (status) => {
    const { result } = await climb(await answer(status, { 'content-type': 'text/plain' }, 'boom'))
    expect(result).toMatchObject({ rung: 'http', finding: { code: 'http_error', params: { status } } })
  })

  it('asks for a token, rejects the one it got, or wants another scope', async () => {
    const unauthorized = await answer(401, { 'www-authenticate': 'Bearer' })
    expect((await climb(unauthorized)).result).toMatchObject({ rung: 'auth', finding: { code: 'auth_required' } })
    const rejected = await climb(unauthorized, { token: 'wrong' })
    expect(rejected.result).toMatchObject({ rung: 'auth', finding: { code: 'auth_rejected' } })
    expect(JSON.stringify(rejected)).not.toContain('wrong')
    const forbidden = await climb(await answer(403, {}), { token: 'narrow' })
    expect(forbidden.result).toMatchObject({ rung: 'auth', finding: { code: 'forbidden' } })
  })
})

describe('a server that has no end', () => {
  it.each(['text/event-stream', 'application/json'])('streams %s without end', async (type) => {
    const url = await listen((_request, response) => {
      response.writeHead(200, { 'content-type': type })
      const more = () => {
        while (!response.destroyed && response.write(`: ${'x'.repeat(KIB)}\n`));
      }
      response.on('drain', more)
      more()
    })
    const { result } = await climb(url, { budget: { bytes: 256 * KIB } })
    expect(result).toMatchObject({
      rung: 'discover',
      finding: { code: 'response_too_large', params: { bytes: 256 * KIB } },
    })
  })

  it('holds the stream open and says nothing', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(': here\n\n')
    })
    const { result } = await climb(url, { budget: { discoverMs: IMPATIENT_MS } })
    expect(result).toMatchObject({ rung: 'discover', finding: { code: 'discover_timeout' } })
  })

  it('lists page after page of nothing', async () => {
    const { url, seen } = await listenScript({
      initialize: initialized('2025-11-25'),
      ping: { result: {} },
      'tools/list': { result: { tools: [], nextCursor: 'again' } },
    })
    const { result, truncated } = await climb(url)
    expect(result).toMatchObject({ outcome: 'passed', finding: { code: 'catalogue_too_large' } })
    expect(truncated).toBe(true)
    expect(seen.filter((method) => method === 'tools/list')).toHaveLength(50)
  })
})

describe('a server that breaks the protocol', () => {
  it('offers a version nobody here speaks, and its session is still given back', async () => {
    const { url, seen } = await listenScript({ initialize: initialized('1999-01-01') })
    const { result, session } = await climb(url)
    expect(result).toMatchObject({
      rung: 'era',
      finding: { code: 'version_mismatch', params: { supported: '1999-01-01' } },
    })
    expect([session, seen.at(-1)]).toEqual(['closed', 'DELETE'])
  })

  it('knows only versions of the future', async () => {
    const body = {
      jsonrpc: '2.0',
      id: null,
      error: { code: -32022, message: 'no', data: { supported: ['2031-01-01'] } },
    }
    const { result } = await climb(await answer(400, JSON_TYPE, JSON.stringify(body)))
    expect(result).toMatchObject({
      rung: 'era',
      finding: { code: 'version_mismatch', params: { supported: '2031-01-01' } },
    })
  })

  it('answers a list with an error, or with what is no list', async () => {
    const handshake = { initialize: initialized('2025-11-25'), ping: { result: {} } }
    const error = { error: { code: -32603, message: 'database\u0007 gone' } }
    const failing = await listenScript({ ...handshake, 'tools/list': error })
    expect((await climb(failing.url)).result).toMatchObject({
      rung: 'list',
      finding: { code: 'protocol_error', params: { code: -32603, message: expect.stringContaining('database gone') } },
    })
    const odd = await listenScript({ ...handshake, 'tools/list': { result: { tools: 'many' } } })
    expect((await climb(odd.url)).result).toMatchObject({ rung: 'list', finding: { code: 'protocol_error' } })
  })

  it('hangs on ping: it answers HTTP, and is stuck', async () => {
    const { url } = await listenScript({ initialize: initialized('2025-11-25'), ping: 'hang' })
    const { result, session } = await climb(url, { budget: { discoverMs: LESS_IMPATIENT_MS } })
    expect(result).toMatchObject({ rung: 'discover', finding: { code: 'discover_timeout' } })
    expect(session).toBe('closed')
  })

  it('drips its answers so that no single one is late: the whole is bounded', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const timer = setInterval(() => response.write(': drip\n\n'), 20)
      response.on('close', () => clearInterval(timer))
    })
    const { result } = await climb(url, { budget: { totalMs: LESS_IMPATIENT_MS } })
    expect(result).toMatchObject({ outcome: 'failed', finding: { code: 'discover_timeout' } })
  })
})
