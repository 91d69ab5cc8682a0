import { describe, expect, it } from 'vitest'
import { climb } from './testing/probing.ts'
import { listen } from './testing/listen.ts'
import { listenLegacy, listenModern } from './testing/mcpServers.ts'

const namesOf = async (url: string, options?: Parameters<typeof climb>[1]) => {
  const { operations } = await climb(url, options)
  for (const { durationMs } of operations) expect(durationMs).toBeGreaterThanOrEqual(0)
  return operations.map(({ method, errorType = 'ok' }) => `${method} ${errorType}`)
}

const LISTS = ['tools/list ok', 'resources/list ok', 'prompts/list ok']

describe('the requests of a probe', () => {
  it('are all known, with how they ended', async () => {
    expect(await namesOf(await listenModern())).toEqual(['server/discover ok', ...LISTS])
  })

  it('tell that a legacy server did not take the new way of asking', async () => {
    const { url } = await listenLegacy()
    const [asked, ...rest] = await namesOf(url)
    expect(asked).toMatch(/^server\/discover (400|-32\d{3})$/)
    expect(rest).toEqual(['initialize ok', 'ping ok', ...LISTS])
    expect(await namesOf(url, { era: 'legacy' })).toEqual(['initialize ok', 'ping ok', ...LISTS])
  })

  it('tell which one got no answer in time', async () => {
    const url = await listenModern({ onList: () => new Promise(() => undefined) })
    expect(await namesOf(url, { budget: { listMs: 100 } })).toEqual(['server/discover ok', 'tools/list timeout'])
  })

  it('tell that the way to the server was closed before the first', async () => {
    expect(await namesOf('http://127.0.0.1:1/mcp')).toEqual(['server/discover refused'])
    expect(await namesOf('http://127.0.0.1:1/mcp', { era: 'legacy' })).toEqual(['initialize refused'])
  })

  it('name an HTTP status that is known, and no other', async () => {
    const answering = (status: number) => listen((_request, response) => void response.writeHead(status).end())
    expect(await namesOf(await answering(503), { era: 'legacy' })).toEqual(['initialize 503'])
    expect(await namesOf(await answering(599), { era: 'legacy' })).toEqual(['initialize _OTHER'])
  })

  it('carry the trace of their probe', async () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
    const seen: unknown[] = []
    const url = await listen((request, response) => {
      seen.push(request.headers['traceparent'])
      response.writeHead(503).end()
    })
    await climb(url, { era: 'legacy', traceparent })
    await climb(url, { era: 'legacy' })
    expect(seen).toEqual([traceparent, undefined])
  })

  it("never take a server's own error code for a name", async () => {
    const url = await listen((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        const id = (JSON.parse(body) as { id?: number | string }).id ?? null
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ jsonrpc: '2.0', id, error: { code: 4_242, message: 'no' } }))
      })
    })
    expect(await namesOf(url, { era: 'legacy' })).toEqual(['initialize _OTHER'])
  })
})
