import { describe, expect, it } from 'vitest'
import { climb } from './testing/probing.ts'
import { listenLegacy, listenModern } from './testing/mcpServers.ts'

const statusOf = (rungs: readonly { rung: string; status: string }[]) =>
  Object.fromEntries(rungs.map(({ rung, status }) => [rung, status]))

const ALL_PASSED = {
  dns: 'passed',
  tcp: 'passed',
  tls: 'skipped',
  http: 'passed',
  auth: 'passed',
  era: 'passed',
  discover: 'passed',
  list: 'passed',
  canary: 'skipped',
}

describe('climbing the ladder of a real server', () => {
  it('reaches the lists of a modern server, with no session to give back', async () => {
    const { result, content, session } = await climb(await listenModern())
    expect(statusOf(result.rungs)).toEqual(ALL_PASSED)
    expect(result).toMatchObject({
      outcome: 'passed',
      era: 'modern',
      protocolVersion: '2026-07-28',
      server: { name: 'real', version: '1.2.3' },
    })
    expect(content?.tools.map(({ name }) => name)).toEqual(['sum'])
    expect(content?.resources).toMatchObject([{ uri: 'file:///books', name: 'books' }])
    expect(content?.prompts).toMatchObject([{ name: 'ask' }])
    expect(session).toBe('none')
  })

  it('finds out that a server is legacy, and leaves none of its sessions open', async () => {
    const server = await listenLegacy()
    const first = await climb(server.url)
    expect(statusOf(first.result.rungs)).toEqual(ALL_PASSED)
    expect(first.result).toMatchObject({ outcome: 'passed', era: 'legacy', protocolVersion: '2025-11-25' })
    expect(first.content?.tools).toHaveLength(1)
    for (let again = 0; again < 4; again += 1) {
      expect((await climb(server.url, { era: 'legacy' })).session).toBe('closed')
    }
    expect([server.sessionsEver(), server.openSessions()]).toEqual([5, 0])
  })

  it('gives a session back also when the climb fails above it', async () => {
    const server = await listenLegacy({ onList: () => new Promise(() => undefined) })
    const { result, session } = await climb(server.url, { budget: { listMs: 100 } })
    expect(result).toMatchObject({ outcome: 'failed', rung: 'list', finding: { code: 'list_timeout' } })
    expect(session).toBe('closed')
    expect(server.openSessions()).toBe(0)
  })

  it('finds a server that changed its era under the same address', async () => {
    const { result } = await climb(await listenModern(), { era: 'legacy' })
    expect(result.outcome).toBe('failed')
    expect((await climb(await listenModern())).result.era).toBe('modern')
  })

  it('says how slow a slow list was, and that it passed', async () => {
    const url = await listenModern({ onList: () => new Promise((resolve) => setTimeout(resolve, 60)) })
    const { result } = await climb(url, { budget: { slowListMs: 50 } })
    expect(result).toMatchObject({ outcome: 'passed', rung: 'list', finding: { code: 'list_slow' } })
  })

  it('keeps a bounded part of a catalogue of 5,000 tools, says so, and calls the server no worse for it', async () => {
    const tools = Array.from({ length: 5_000 }, (_, index) => `tool_${index}`)
    const { result, content, truncated } = await climb(await listenModern({ tools }))
    expect(content?.tools).toHaveLength(1_000)
    expect(truncated).toBe(true)
    expect(result).toMatchObject({
      outcome: 'passed',
      finding: { code: 'catalogue_too_large', params: { kind: 'tools', count: 5_000, limit: 1_000 } },
    })
  })
})
