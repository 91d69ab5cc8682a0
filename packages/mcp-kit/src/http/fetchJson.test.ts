import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { describeFailure, fetchJson } from './fetchJson.ts'

const ask = (answer: () => Response | Promise<Response>) =>
  fetchJson(async () => answer(), { url: 'http://panel.test/', schema: z.object({ n: z.number() }) })

it('gives the value when it has the expected shape', async () => {
  expect(await ask(() => Response.json({ n: 1 }))).toEqual({ kind: 'ok', value: { n: 1 } })
})

it.each([
  ['refused', () => new Response('no such query', { status: 422 }), 'answered 422: no such query'],
  ['refused', () => new Response(null, { status: 302, headers: { location: '/' } }), 'answered 302'],
  ['bad_payload', () => new Response('<html>'), 'valid JSON'],
  ['bad_payload', () => Response.json({ n: 'one' }), 'n:'],
  ['too_large', () => new Response('x'.repeat(3 * 1024 * 1024)), '2097152 bytes'],
  [
    'unreachable',
    () => Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') })),
    'ECONNREFUSED',
  ],
])('tells %s apart and says why', async (kind, answer, words) => {
  const outcome = await ask(answer)
  expect(outcome.kind).toBe(kind)
  expect(outcome.kind === 'ok' ? '' : describeFailure(outcome)).toContain(words)
})
