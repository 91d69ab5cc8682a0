import { expect, test } from 'vitest'
import { toReceiptRate } from './receiptRate.ts'

test('a few clients report all they sample; of many, all together report about what a few would', () => {
  expect([0, 1, 10].map(toReceiptRate)).toEqual([1, 1, 1])
  expect(toReceiptRate(1_000) * 1_000).toBeCloseTo(toReceiptRate(10) * 10)
})
