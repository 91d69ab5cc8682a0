import { expect, test } from 'vitest'
import type { UpstreamRequest } from './gateway.ts'
import { toRequestKey } from './requestKey.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const get = (path: string, more: Partial<UpstreamRequest> = {}, headers: Record<string, string> = {}) =>
  toRequestKey({ upstream: 'prometheus', method: 'GET', path, ...more }, headers)
const post = (path: string, body: string, headers: Record<string, string> = FORM) =>
  toRequestKey({ upstream: 'prometheus', method: 'POST', path, body: Buffer.from(body) }, headers)

const QUERY = '/api/v1/query'

test('the order of parameters and the way they are sent do not matter', () => {
  const key = get(`${QUERY}?query=up&time=1`)
  expect(get(`${QUERY}?time=1&query=up`)).toBe(key)
  expect(post(QUERY, 'time=1&query=up')).toBe(key)
  expect(post(`${QUERY}?time=1`, 'query=up')).toBe(key)
})

test('of two of a name the first counts, and the body before the address, as Go reads them', () => {
  expect(get(`${QUERY}?query=a&query=b`)).not.toBe(get(`${QUERY}?query=b&query=a`))
  expect(post(`${QUERY}?query=a`, 'query=b')).toBe(get(`${QUERY}?query=b&query=a`))
})

test('what differs in path, upstream, peer, form or escapes is another question', () => {
  const keys = [
    get(QUERY),
    get(`${QUERY}?`.slice(0, -1), { upstream: 'tempo' }),
    get(QUERY, { peer: 'http://a' }),
    get('/api/v1/query_range'),
    get(`${QUERY}?query=%41`),
    get(`${QUERY}?query=A`),
    get(QUERY, {}, { accept: 'application/protobuf' }),
    post(QUERY, '{"a":1}', { 'content-type': 'application/json' }),
    post(QUERY, '{"a":2}', { 'content-type': 'application/json' }),
  ]
  expect(new Set(keys).size).toBe(keys.length)
})

test('any way of accepting anything is one', () => {
  const key = get(QUERY)
  for (const accept of ['*/*', 'application/json', 'application/json, text/plain, */*']) {
    expect(get(QUERY, {}, { accept })).toBe(key)
  }
})

test("Grafana's numbering of its requests is not part of the question", () => {
  expect(get('/api/ds/query?ds_type=prometheus&requestId=Q1')).toBe(
    get('/api/ds/query?ds_type=prometheus&requestId=Q2'),
  )
})

test('a long question has a short key of its own', () => {
  const long = (letter: string) => post(QUERY, `query=${letter.repeat(100_000)}`)
  expect(long('a').length).toBeLessThan(100)
  expect(long('a')).not.toBe(long('b'))
})
