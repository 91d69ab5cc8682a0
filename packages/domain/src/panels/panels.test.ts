import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BOARDS } from '../boards/index.ts'
import { decodeExemplars } from './decodeExemplars.ts'
import { decodeMatrix } from './decodeMatrix.ts'
import { PANELS } from './defaultPanels.ts'
import { fillPromql, toRateMs } from './fillPromql.ts'
import { toSeriesName } from './legend.ts'
import { resolvePanels } from './resolvePanels.ts'

const values = { module: 'finbot', labels: { job: 'finbot' }, rateMs: 60_000 }

describe('a query of a panel', () => {
  it('gets its module, its labels and its window', () => {
    expect(fillPromql('sum(rate(x{$server,m="$module"}[$__rate]))', values)).toBe(
      'sum(rate(x{job="finbot",m="finbot"}[60s]))',
    )
  })

  it('leaves other dollars alone, and does not fill in what was filled in', () => {
    expect(fillPromql('x{a=~"b$"} $modules $1', values)).toBe('x{a=~"b$"} $modules $1')
    expect(fillPromql('x{$server}', { ...values, labels: { job: '$module' } })).toBe('x{job="$module"}')
  })

  it('holds a label value in its quotes, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const filled = fillPromql('x{$server}', { ...values, labels: { job: value } })
        const [, inside = ''] = /^x\{job="((?:[^"\\\n]|\\["\\n])*)"\}$/u.exec(filled) ?? []
        expect(inside.replace(/\\(.)/g, (_whole, char: string) => (char === 'n' ? '\n' : char))).toBe(value)
      }),
    )
  })

  it('takes a rate over at least four scrapes and over all of its step', () => {
    expect(toRateMs(15_000, 15_000)).toBe(60_000)
    expect(toRateMs(15_000, 300_000)).toBe(315_000)
    expect(toRateMs(1_000, 2_000)).toBe(30_000)
  })

  it('of the default panels leaves nothing unfilled, and has a panel of the same name on the board of modules', () => {
    for (const panel of Object.values(PANELS)) {
      expect(fillPromql(panel.promql, values)).not.toContain('$')
      expect(Object.keys(BOARDS['mcp-module'].panels)).toContain(panel.id)
    }
  })
})

describe('the name of a line', () => {
  it('comes from its labels', () => {
    expect(toSeriesName('{{ kind }} of {{job}}', { kind: 'p95', job: 'a' })).toBe('p95 of a')
    expect(toSeriesName('', { __name__: 'up', job: 'a' })).toBe('up{job="a"}')
    expect(toSeriesName('{{gone}}', {})).toBe('')
  })
})

const grid = { start: 0, end: 40_000, step: 10_000 }
const matrix = (...result: unknown[]) => ({ status: 'success', data: { resultType: 'matrix', result } })
const line = (metric: Record<string, string>, ...points: [number, string][]) => ({ metric, values: points })

describe('an answer of Prometheus', () => {
  it('becomes columns on the grid, in an order that stays; what is missing, NaN or infinite was not observed', () => {
    const body = matrix(line({ k: 'b' }, [0, '-2.5e3']), line({ k: 'a' }, [10, '1'], [20, 'NaN'], [40, '+Inf']))
    expect(decodeMatrix(body, grid, { legend: '{{k}}', seriesMax: 9 })).toEqual({
      ok: true,
      columns: {
        times: [0, 10_000, 20_000, 30_000, 40_000],
        series: [
          { name: 'a', values: [null, 1, null, null, null] },
          { name: 'b', values: [-2500, null, null, null, null] },
        ],
        leftOut: 0,
      },
    })
  })

  it('has no more lines than can be drawn, and counts the others', () => {
    const body = matrix(...['a', 'b', 'c'].map((k) => line({ k }, [0, '1'])))
    const decoded = decodeMatrix(body, grid, { legend: '{{k}}', seriesMax: 2 })
    expect(decoded).toMatchObject({ ok: true, columns: { leftOut: 1 } })
  })

  it('leaves out what never moved, and tells in one line that nothing did', () => {
    const still = line({ k: 'still' }, [0, '0'], [10, '0'])
    const moving = line({ k: 'moving' }, [0, '0'], [10, '3'])
    const options = { legend: '{{k}}', seriesMax: 9, omitZero: true }
    const namesOf = (...lines: unknown[]) => {
      const decoded = decodeMatrix(matrix(...lines), grid, options)
      return decoded.ok ? decoded.columns.series.map(({ name, values: column }) => [name, ...column]) : decoded
    }
    expect(namesOf(still, moving)).toEqual([['moving', 0, 3, null, null, null]])
    expect(namesOf(still, line({ k: 'other' }, [20, '0']))).toEqual([['all', 0, 0, 0, null, null]])
    expect(namesOf()).toEqual([])
  })

  it('that is none says what was expected', () => {
    const decoded = decodeMatrix({ status: 'success', data: { resultType: 'vector', result: [] } }, grid, {
      legend: '',
      seriesMax: 1,
    })
    expect(decoded).toMatchObject({ ok: false, faults: [{ path: 'data.resultType' }] })
  })

  it('gives the newest traces of its exemplars', () => {
    const exemplar = (timestamp: number, traceId: string) => ({
      labels: { trace_id: traceId },
      value: '0.2',
      timestamp,
    })
    const body = {
      status: 'success',
      data: [{ exemplars: [exemplar(3, 'c0'), exemplar(1, 'a0'), exemplar(2, 'no trace')] }],
    }
    expect(decodeExemplars(body, 5)).toEqual([
      { at: 1_000, value: 0.2, traceId: 'a0' },
      { at: 3_000, value: 0.2, traceId: 'c0' },
    ])
    expect(decodeExemplars(body, 1).map(({ traceId }) => traceId)).toEqual(['c0'])
    expect(decodeExemplars({ status: 'error' }, 5)).toEqual([])
  })
})

describe('the panels of a module', () => {
  const idsOf = (...choice: Parameters<typeof resolvePanels>) => resolvePanels(...choice).map(({ id }) => id)

  it('are the default ones, less the hidden, more the added', () => {
    const queue = { id: 'queue', title: 'Queue', promql: 'q', unit: 'count' } as const
    expect(idsOf({ hide: ['latency'], show: [queue] }, { hide: ['stream-events', 'nothing'] })).toEqual([
      'request-rate',
      'error-ratio',
      'stream-connections',
      'cache-hit-ratio',
      'probe-latency',
      'queue',
    ])
  })

  it('may be changed in part by the module over the configuration of all', () => {
    const show = (thresholds: number[]) => ({ show: [{ id: 'latency', thresholds }] })
    const [latency] = resolvePanels(show([1]), show([0.25]))
    expect(latency).toMatchObject({ ...PANELS.latency, thresholds: [0.25], origin: 'config' })
  })

  it('with another query have nothing left of what belonged to the former one', () => {
    const [changed] = resolvePanels({ show: [{ id: 'stream-events', promql: 'x' }] }, {}).filter(
      ({ id }) => id === 'stream-events',
    )
    expect(changed).not.toHaveProperty('own')
    expect(changed).not.toHaveProperty('omitZero')
    expect(changed).toMatchObject({ promql: 'x', legend: '', unit: 'perSecond' })
  })
})
