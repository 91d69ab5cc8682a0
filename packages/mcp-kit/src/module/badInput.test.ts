import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { createSample, runSample, type RunningSample } from '../testing/sampleModule.ts'

const RpcError = z.looseObject({ error: z.looseObject({ code: z.number(), message: z.string() }) })

let sample: RunningSample
beforeAll(async () => {
  sample = await runSample(createSample())
})
afterAll(() => sample.server.stop())

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(sample.server.url, { method: 'POST', headers: { ...JSON_HEADERS, ...headers }, body })
const readError = async (response: Response) => z.parse(RpcError, await response.json()).error

const LIST = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })

describe('the /mcp door', () => {
  it('answers 400 with a parse error to what is not JSON', async () => {
    const response = await post('{"jsonrpc":')
    expect(response.status).toBe(400)
    expect((await readError(response)).code).toBe(-32_700)
  })

  it('answers 413 to a body over 1 MiB, and goes on serving', async () => {
    const response = await post(JSON.stringify({ padding: 'x'.repeat(1024 * 1024) }))
    expect(response.status).toBe(413)
    expect((await fetch(sample.server.url.replace('/mcp', '/healthz'))).status).toBe(200)
  })

  it('answers 415 to another media type', async () => {
    expect((await post(LIST, { 'content-type': 'text/plain' })).status).toBe(415)
  })

  it('answers 403 to a foreign Origin', async () => {
    expect((await post(LIST, { origin: 'https://evil.example' })).status).toBe(403)
  })

  it('answers 400 to a legacy request without a session, 404 to one whose session is gone', async () => {
    expect((await post(LIST)).status).toBe(400)
    const gone = await post(LIST, { 'mcp-session-id': 'long-gone' })
    expect(gone.status).toBe(404)
    expect((await readError(gone)).message).toContain('initialize again')
  })

  it('answers 400 and -32022 to an unknown modern version, naming what it speaks', async () => {
    const params = {
      _meta: {
        'io.modelcontextprotocol/protocolVersion': '2099-01-01',
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    }
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params })
    const response = await post(body, { 'mcp-protocol-version': '2099-01-01', 'mcp-method': 'tools/list' })
    expect(response.status).toBe(400)
    const error = await readError(response)
    expect(error.code).toBe(-32_022)
    expect(JSON.stringify(error)).toContain('2026-07-28')
  })

  it('counts what it refused by reason', async () => {
    await post('not json')
    expect(await sample.module.metrics.registry.metrics()).toMatch(/nobet_bad_input_total\{reason="not_json"\} \d+/)
  })

  it('answers problem+json beside its doors', async () => {
    const response = await fetch(sample.server.url.replace('/mcp', '/nowhere'))
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  })
})
