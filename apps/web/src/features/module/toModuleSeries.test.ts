import type { Sample } from '@nobet/contracts'
import { describe, expect, it } from 'vitest'
import { toModuleSeries } from './toModuleSeries.ts'

const sample = (second: number): Sample => ({
  time: new Date(second * 1_000).toISOString(),
  state: 'healthy',
  latencyMs: second,
  listMs: 1,
  eventsPerMinute: null,
  connections: 2,
})

describe('series of a module', () => {
  it('are the samples when probes came in time', () => {
    const series = toModuleSeries([sample(0), sample(10), sample(21)], 10_000, { from: 0, to: 25_000 })
    expect(series.times).toEqual([0, 10_000, 21_000])
    expect(series.latencyMs).toEqual([0, 10, 21])
  })

  it('break where probes are missing', () => {
    const series = toModuleSeries([sample(0), sample(60)], 10_000, { from: 0, to: 61_000 })
    expect(series.latencyMs).toEqual([0, null, 60])
  })

  it('end in a gap up to now when the last probe is overdue', () => {
    const series = toModuleSeries([sample(0)], 10_000, { from: 0, to: 90_000 })
    expect(series.times).toEqual([0, 90_000])
    expect(series.connections).toEqual([2, null])
  })

  it('begin with a gap when the first probe is younger than the range', () => {
    const series = toModuleSeries([sample(100)], 10_000, { from: 0, to: 101_000 })
    expect(series.times).toEqual([0, 100_000])
    expect(series.latencyMs).toEqual([null, 100])
  })

  it('are empty when there is nothing', () => {
    expect(toModuleSeries([], 10_000, { from: 0, to: 5 }).times).toEqual([])
  })
})
