import { formatCursor } from '@nobet/contracts'
import { expect, test } from 'vitest'
import type { RingEntry } from '../../../live/eventRing.ts'
import { toExport, toFileName } from './toExport.ts'

const row = (offset: number, data: unknown, over: object = {}): RingEntry => ({
  kind: 'event',
  seq: offset,
  cursor: formatCursor({ epoch: 'e7', offset }),
  recovered: false,
  event: {
    specversion: '1.0',
    id: `id-${offset}`,
    source: '/modules/finbot',
    type: 'com.example.posted',
    time: `2026-11-22T11:00:0${offset}.500Z`,
    severity: 'info',
    data,
    ...over,
  },
})
const gap: RingEntry = {
  kind: 'gap',
  seq: 5,
  gap: { reason: 'disconnected', since: 0, until: 17_000, recovered: 42, lost: 3, fromCursor: undefined },
}

test('a line of NDJSON is a whole event with its cursor; a gap keeps its place', () => {
  const lines = toExport([row(1, { a: 1 }), gap, row(2, null)], 'ndjson').map((line) => JSON.parse(line) as object)
  expect(lines).toMatchObject([
    { cursor: 'e7:1', event: { id: 'id-1', data: { a: 1 } } },
    { gap: { lost: 3, recovered: 42, until: '1970-01-01T00:00:17.000Z' } },
    { cursor: 'e7:2' },
  ])
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
  'a cell %j is text to a spreadsheet, never a formula',
  (subject) => {
    const [, line = ''] = toExport([row(1, undefined, { subject })], 'csv')
    expect(line).toContain(`'${subject}`)
  },
)

test('commas, quotes and line breaks stay inside their cell', () => {
  const [header, line] = toExport([row(1, { text: 'a,"b"\nc' }, { subject: 'x,y' })], 'csv')
  expect(header).toBe('cursor,time,severity,module,type,source,subject,id,traceparent,data\r\n')
  expect(line).toBe(
    'e7:1,2026-11-22T11:00:01.500Z,info,,com.example.posted,/modules/finbot,"x,y",id-1,,"{""text"":""a,\\""b\\""\\nc""}"\r\n',
  )
})

test('the file is named after the range of its rows', () => {
  expect(toFileName([row(1, 0), gap, row(9, 0)], 'csv')).toBe('nobet-events-20261122T110001Z-20261122T110009Z.csv')
  expect(toFileName([], 'ndjson')).toBe('nobet-events.ndjson')
})
