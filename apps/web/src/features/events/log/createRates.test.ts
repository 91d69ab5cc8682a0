import { expect, test } from 'vitest'
import { createRates, layOutBars } from './createRates.ts'

const START = 1_800_000_000_000

test('counts by bar and severity, wider bars being sums of finer ones', () => {
  const rates = createRates()
  rates.add(START, 'info')
  rates.add(START + 1_000, 'debug')
  rates.add(START + 3_000, 'warning')
  rates.add(START + 9_999, 'critical')
  expect(rates.read(START, 2_500, 4)).toEqual([
    { info: 2, warning: 0, critical: 0 },
    { info: 0, warning: 1, critical: 0 },
    { info: 0, warning: 0, critical: 0 },
    { info: 0, warning: 0, critical: 1 },
  ])
  expect(rates.read(START, 10_000, 1)).toEqual([{ info: 2, warning: 1, critical: 1 }])
})

test('a day later the same place counts anew, and what is older than that is not counted', () => {
  const rates = createRates()
  const day = 34_560 * 2_500
  rates.add(START, 'info')
  rates.add(START + day, 'critical')
  rates.add(START, 'info')
  expect(rates.read(START + day, 2_500, 1)).toEqual([{ info: 0, warning: 0, critical: 1 }])
  expect(rates.read(START, 2_500, 1)).toEqual([{ info: 0, warning: 0, critical: 0 }])
})

test('what is known begins with the oldest event looked at, whether or not it was counted', () => {
  const rates = createRates()
  expect(rates.earliest()).toBe(Number.POSITIVE_INFINITY)
  rates.add(Number.NaN, 'info')
  rates.noteSeen(Number.NaN)
  rates.noteSeen(START + 5)
  rates.noteSeen(START)
  expect(rates.earliest()).toBe(START)
})

test.each([
  [300_000, 2_500, 120],
  [900_000, 7_500, 120],
  [3_600_000, 30_000, 120],
])('%d ms are laid out as bars of %d ms that stand still between two of them', (range, barMs, count) => {
  const frame = layOutBars(START + 1, range, 120)
  expect(frame).toMatchObject({ barMs, count })
  expect(layOutBars(START + barMs - 1, range, 120)).toEqual(frame)
  expect(layOutBars(START + barMs, range, 120).from).toBe(frame.from + barMs)
})
