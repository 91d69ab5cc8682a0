import { expect, test } from 'vitest'
import { acceptsGzip } from './acceptsGzip.ts'
import { toClientHeaders, toUpstreamHeaders } from './forwardHeaders.ts'

test('of a client only the kind of its body and of the answer it wants go on', () => {
  const headers = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    cookie: 'nobet=x',
    authorization: 'Bearer x',
    'x-scope-orgid': 'other',
    connection: 'x-named',
  }
  expect(toUpstreamHeaders(headers)).toEqual({
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  })
  expect(toUpstreamHeaders({ accept: 'a\nb', 'content-type': 'x'.repeat(300) })).toEqual({})
})

test('of an upstream what belongs to the connection, to browsers or to the panel stays behind', () => {
  const headers = {
    'content-type': 'application/json',
    'x-kept': 'yes',
    allow: 'GET',
    connection: 'close, X-Hop',
    'x-hop': '1',
    'set-cookie': 'a=b',
    'www-authenticate': 'Basic',
    'access-control-allow-origin': '*',
    'content-security-policy': 'default-src *',
    'x-nobet-state': 'live',
    location: 'http://inside',
  }
  expect(toClientHeaders(headers)).toEqual({ 'content-type': 'application/json', 'x-kept': 'yes', allow: 'GET' })
})

test.each([
  [undefined, false],
  ['', false],
  ['gzip', true],
  ['br, GZIP;q=0.5', true],
  ['deflate, *', true],
  ['gzip;q=0', false],
  ['gzip; q=0.0, br', false],
  ['identity', false],
  ['xgzip', false],
])('accept-encoding %j takes gzip: %s', (header, expected) => {
  expect(acceptsGzip(header)).toBe(expected)
})
