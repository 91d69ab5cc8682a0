import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDatasources } from './checkDatasources.ts'

const OPEN = ['prometheus', 'tempo']
const query = (datasource: unknown, more: object = {}) => ({ refId: 'A', expr: 'up', datasource, ...more })
const check = (body: unknown) => checkDatasources(typeof body === 'string' ? body : JSON.stringify(body), OPEN)

test('queries of open datasources go on as they were', () => {
  const body = {
    queries: [query({ uid: 'prometheus', type: 'prometheus' }), query({ uid: 'tempo' })],
    from: 'now-5m',
    to: 'now',
  }
  const checked = check(body)
  expect(checked).toMatchObject({ kind: 'ok' })
  expect(JSON.parse(checked.kind === 'ok' ? checked.body : '')).toEqual(body)
})

test.each([
  ['another uid', { queries: [query({ uid: 'prometheus' }), query({ uid: 'secrets' })] }],
  ['none', { queries: [{ refId: 'A' }] }],
  ['a number of old', { queries: [query({ uid: 'prometheus' }, { datasourceId: 1 })] }],
  ['a name of old', { queries: [query('prometheus')] }],
  ['an expression', { queries: [query({ uid: '__expr__', type: '__expr__' })] }],
])('%s is forbidden', (_name, body) => expect(check(body)).toMatchObject({ kind: 'forbidden' }))

test.each([
  ['no JSON', '{"queries":['],
  ['a list', '[]'],
  ['no queries', {}],
  ['an empty list of them', { queries: [] }],
  ['keys in other letters', { queries: [query({ uid: 'prometheus' })], Queries: [query({ uid: 'secrets' })] }],
  ['a uid in other letters', { queries: [query({ uid: 'prometheus', UID: 'secrets' })] }],
  [
    'a letter that Go folds into ASCII',
    { queries: [query({ uid: 'prometheus' }, { 'data\u017fource': { uid: 'x' } })] },
  ],
])('%s is invalid', (_name, body) => expect(check(body)).toMatchObject({ kind: 'invalid' }))

test('no text makes it throw, and whatever goes on names open datasources only', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((text) => `{"queries":[${text}]}`),
  )
  fc.assert(
    fc.property(anything, (text) => {
      const checked = checkDatasources(text, OPEN)
      if (checked.kind !== 'ok') return
      const { queries } = JSON.parse(checked.body) as { queries: { datasource: { uid: string } }[] }
      for (const { datasource } of queries) expect(OPEN).toContain(datasource.uid)
    }),
  )
})
