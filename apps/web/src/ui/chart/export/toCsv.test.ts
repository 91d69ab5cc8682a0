import { expect, it } from 'vitest'
import { toNameScale, toTimeScale } from '../axis/xScale.ts'
import { toFileName } from './fileName.ts'
import { toCsv } from './toCsv.ts'

const START = Date.UTC(2026, 10, 22, 11)
const scale = toTimeScale([START, START + 10_000], { from: START, to: START + 600_000 })
const unit = { value: String, tick: String, symbol: 'ms', whole: false }
const series = (label: string) => ({ id: label, label, tone: 'c1' as const, values: [1.5, null] })

it('has every row in UTC with plain figures, empty where nothing was observed, and runs no formula', () => {
  expect(toCsv({ scale, series: [series('=cmd'), series('a,b')], unit })).toBe(
    `time,'=cmd (ms),"a,b (ms)"\r\n2026-11-22T11:00:00.000Z,1.5,1.5\r\n2026-11-22T11:00:10.000Z,,\r\n`,
  )
})

it('of a summary has a row for each name', () => {
  const names = toNameScale(['FinBot', '"Mu", Bot'])
  expect(toCsv({ scale: names, series: [series('left')], unit: { ...unit, symbol: '' } })).toBe(
    `name,left\r\nFinBot,1.5\r\n"""Mu"", Bot",\r\n`,
  )
})

it('is named after the chart and its range, without what a file system may not take', () => {
  expect(toFileName('Gecikme: p99 / ısı', scale, 'csv')).toBe(
    'nobet-gecikme-p99-isi-20261122T110000Z-20261122T111000Z.csv',
  )
  expect(toFileName('***', toNameScale([]), 'png')).toBe('nobet.png')
})
