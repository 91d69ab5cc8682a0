import { expect, test } from 'vitest'
import { readRedisTarget } from './redisTarget.ts'

test.each([
  ['redis://localhost', { kind: 'standalone', address: { host: 'localhost', port: 6379 }, db: 0, tls: false }],
  [
    'rediss://ops:p%40ss@cache:7000/3',
    {
      kind: 'standalone',
      address: { host: 'cache', port: 7000 },
      db: 3,
      tls: true,
      username: 'ops',
      password: 'p@ss',
    },
  ],
  ['redis://:secret@[::1]:7000', { kind: 'standalone', address: { host: '::1', port: 7000 }, password: 'secret' }],
  [
    'redis+sentinel://a,b:7001/panel/2',
    {
      kind: 'sentinel',
      sentinels: [
        { host: 'a', port: 26379 },
        { host: 'b', port: 7001 },
      ],
      master: 'panel',
      db: 2,
    },
  ],
  [
    'redis+cluster://a:1,b:2',
    {
      kind: 'cluster',
      nodes: [
        { host: 'a', port: 1 },
        { host: 'b', port: 2 },
      ],
    },
  ],
])('%s is read', (url, target) => {
  const reading = readRedisTarget(url)
  expect(reading).toMatchObject({ ok: true, target })
})

test.each([
  '',
  'localhost:6379',
  'http://a',
  'redis://',
  'redis://a:99999',
  'redis://a/x',
  'redis://a,b',
  'redis+cluster://a/1',
  'redis://%@a',
])('%j is refused with what was expected', (url) => {
  expect(readRedisTarget(url)).toMatchObject({ ok: false, expected: expect.stringContaining('redis+sentinel://') })
})
