import { describe, expect, it } from 'vitest'
import empty from '../fixtures/prometheus-query-empty.json'
import inf from '../fixtures/prometheus-query-inf.json'
import nan from '../fixtures/prometheus-query-nan.json'
import range from '../fixtures/prometheus-query-range.json'
import scalar from '../fixtures/prometheus-query-scalar.json'
import text from '../fixtures/prometheus-query-string.json'
import type { Answer } from './answer.ts'
import { readAnswer, SERIES_READ_MAX, toSeriesName } from './readAnswer.ts'

const read = (body: unknown): Answer => {
  const answer = readAnswer(body)
  if (!answer.ok) throw new Error(JSON.stringify(answer.faults))
  return answer.value
}
const seriesOf = (body: unknown) => {
  const answer = read(body)
  return 'series' in answer ? answer.series : []
}

describe('the answers Prometheus gave', () => {
  it('are lines with epoch milliseconds over a range', () => {
    const [first] = seriesOf(range.body)
    expect(first?.labels).toEqual({ code: '200', job: 'otel-om' })
    expect(first?.points[0]).toEqual([1795369550000, expect.any(Number)])
  })

  it('may be NaN or infinite, which is no zero and no gap', () => {
    expect(seriesOf(nan.body)[0]?.points[0]?.[1]).toBeNaN()
    expect(seriesOf(inf.body)[0]?.points[0]?.[1]).toBe(Infinity)
  })

  it('may be a single number, a text, or nothing at all', () => {
    expect(read(scalar.body)).toMatchObject({ kind: 'scalar', value: 2 })
    expect(read(text.body)).toMatchObject({ kind: 'string', value: 'hello' })
    expect(read(empty.body)).toMatchObject({ kind: 'vector', series: [], total: 0 })
  })

  it('may carry remarks and native histograms', () => {
    const answer = read({
      status: 'success',
      warnings: ['remote read failed'],
      infos: ['metric might not be a counter'],
      data: {
        resultType: 'vector',
        result: [
          { metric: { __name__: 'h' }, histogram: [5, { count: '3', sum: '1.5', buckets: [[0, '0.5', '1', '3']] }] },
        ],
      },
    })
    expect(answer.notes).toEqual([
      { kind: 'warning', text: 'remote read failed' },
      { kind: 'info', text: 'metric might not be a counter' },
    ])
    expect(answer).toMatchObject({
      series: [
        {
          points: [],
          histogram: { at: 5_000, value: { count: 3, sum: 1.5, buckets: [{ from: '0.5', to: '1', count: 3 }] } },
        },
      ],
    })
  })

  it('are counted whole and read up to the bound', () => {
    const result = Array.from({ length: SERIES_READ_MAX + 7 }, (_, at) => ({
      metric: { n: String(at) },
      value: [1, '1'],
    }))
    const answer = read({ status: 'success', data: { resultType: 'vector', result } })
    expect(answer).toMatchObject({ total: SERIES_READ_MAX + 7 })
    expect('series' in answer && answer.series).toHaveLength(SERIES_READ_MAX)
  })

  it.each([
    undefined,
    '<html>',
    { status: 'success' },
    { status: 'success', data: { resultType: 'tree', result: [] } },
  ])('are no answer when they are %j', (body) => expect(readAnswer(body).ok).toBe(false))
})

it('a series is named as PromQL writes it', () => {
  expect(toSeriesName({ __name__: 'up', job: 'a "b"' })).toBe('up{job="a \\"b\\""}')
  expect(toSeriesName({ __name__: 'up' })).toBe('up')
  expect(toSeriesName({})).toBe('{}')
})
