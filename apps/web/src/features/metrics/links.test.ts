import { expect, it } from 'vitest'
import { toExploreUrl, toPrometheusUrl, toRef } from './links.ts'

const relative = { kind: 'relative', text: '90m', ms: 5_400_000 } as const
const absolute = { kind: 'absolute', from: Date.UTC(2026, 10, 22, 10), to: Date.UTC(2026, 10, 22, 11) } as const
const expr = 'rate(x{a="b&c"}[5m])'

it('Prometheus gets every query with the range', () => {
  const url = new URL(
    toPrometheusUrl('http://p:9090/prom/', { expressions: [expr, 'up'], range: relative, mode: 'range' }),
  )
  expect(url.pathname).toBe('/prom/graph')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    'g0.expr': expr,
    'g0.tab': '0',
    'g0.range_input': '90m',
    'g1.expr': 'up',
    'g1.tab': '0',
    'g1.range_input': '90m',
  })
})

it('a fixed range is its length and its end in UTC', () => {
  const url = new URL(toPrometheusUrl('http://p:9090', { expressions: ['up'], range: absolute, mode: 'instant' }))
  expect(url.searchParams.get('g0.range_input')).toBe('3600s')
  expect(url.searchParams.get('g0.end_input')).toBe('2026-11-22 11:00:00')
  expect(url.searchParams.get('g0.tab')).toBe('1')
})

it('Explore gets queries, datasource and range as its panes', () => {
  const url = new URL(toExploreUrl('http://g/grafana', { expressions: [expr], range: absolute, mode: 'range' }))
  expect(url.pathname).toBe('/grafana/explore')
  expect(JSON.parse(url.searchParams.get('panes') ?? '')).toMatchObject({
    nobet: {
      datasource: 'prometheus',
      queries: [
        { refId: 'A', expr, datasource: { type: 'prometheus', uid: 'prometheus' }, range: true, instant: false },
      ],
      range: { from: String(absolute.from), to: String(absolute.to) },
    },
  })
})

it('queries are called by letters', () => {
  expect([0, 1, 5].map(toRef)).toEqual(['A', 'B', 'F'])
})
