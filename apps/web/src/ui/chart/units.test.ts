import { describe, expect, it } from 'vitest'
import { createFormat } from '../format/createFormat.ts'
import { type ChartUnit, toUnitFormat } from './units.ts'

const write = (unit: ChartUnit, figure: number, language: 'en' | 'tr' = 'en') => {
  const { value, tick } = toUnitFormat(unit, createFormat({ language, timeZone: 'UTC' }))
  return [value(figure), tick(figure)]
}

describe('a unit', () => {
  it.each<[ChartUnit, number, string, string]>([
    ['seconds', 2.41, '2.41 s', '2.4 s'],
    ['seconds', 0.00025, '250 µs', '250 µs'],
    ['seconds', 300, '5 min', '5 min'],
    ['ms', 142, '142 ms', '142 ms'],
    ['bytes', 0, '0 B', '0 B'],
    ['bytes', 48_200, '48.2 kB', '48.2 kB'],
    ['bytes', 3_400_000_000, '3.4 GB', '3.4 GB'],
    ['ratio', 0.034, '3.4 %', '3.4 %'],
    ['ratio', 0.0005, '0.1 %', '0.05 %'],
    ['percent', 99.95, '99.9 %', '100 %'],
    ['perSecond', 12.345, '12.3 /s', '12.3'],
    ['perSecond', 12_345, '12,345 /s', '12.3k'],
    ['count', 1_234, '1,234', '1.23k'],
  ])('%s writes %d as %s, at the axis as %s', (unit, figure, value, tick) => {
    expect(write(unit, figure)).toEqual([value, tick])
  })

  it('is written as the language does', () => {
    expect(write('ratio', 0.034, 'tr')).toEqual(['%3,4', '%3,4'])
    expect(write('seconds', 2.41, 'tr')).toEqual(['2,41 sn', '2,4 sn'])
    expect(write('perMinute', 38, 'tr')[0]).toBe('38 /dk')
  })
})
