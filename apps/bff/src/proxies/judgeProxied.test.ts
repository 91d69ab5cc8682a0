import type { Caller } from '@nobet/domain/access'
import { expect, test } from 'vitest'
import { createFindRoute } from './findRoute.ts'
import { judgeProxied } from './judgeProxied.ts'

const find = createFindRoute(['prometheus'])
const QUERY = { upstream: 'prometheus', method: 'POST', path: '/api/v1/query', isMarked: false } as const
const SILENCE = { upstream: 'alertmanager', method: 'POST', path: '/api/v2/silences', isMarked: false } as const
const caller = (over: Partial<Caller> = {}): Caller => ({ name: 'elif', role: 'operator', ...over })
const judge = (who: Caller, asked: typeof QUERY | typeof SILENCE, isMarked = false) =>
  judgeProxied(who, find(asked.upstream, asked.method, asked.path), { ...asked, isMarked })

test('a read by POST is a read: for a viewer, and on a cookie session without the mark', () => {
  expect(judge(caller({ role: 'viewer' }), QUERY)).toBeUndefined()
  expect(judge(caller({ role: 'viewer', session: 's' }), QUERY)).toBeUndefined()
})

test('a write needs the permission, and on a cookie session the mark', () => {
  expect(judge(caller({ role: 'viewer' }), SILENCE)).toMatchObject({ status: 403, code: 'forbidden' })
  expect(judge(caller(), SILENCE)).toBeUndefined()
  expect(judge(caller({ session: 's' }), SILENCE)).toMatchObject({ status: 403, code: 'unmarked-request' })
  expect(judge(caller({ session: 's' }), SILENCE, true)).toBeUndefined()
})

test('who is limited to modules, or a module itself, asks nothing that is about all of them', () => {
  expect(judge(caller({ role: 'admin', modules: ['finbot'] }), QUERY)).toMatchObject({ status: 403, code: 'forbidden' })
  expect(judge(caller({ publisher: 'finbot' }), QUERY)).toMatchObject({ status: 403, code: 'forbidden' })
})

test('what is not listed says so, and says when it is the way the path is written', () => {
  const told = (path: string) => judgeProxied(caller(), undefined, { ...QUERY, path })
  expect(told('/-/reload')).toMatchObject({
    status: 403,
    code: 'not-listed',
    detail: expect.stringContaining('not on the list'),
  })
  for (const path of ['/api/v1/%2e%2e/x', '/api/../x', '//x', '/a\\b']) {
    expect(told(path)).toMatchObject({ detail: expect.stringContaining('have no place in a path') })
  }
})
