import { expect, it } from 'vitest'
import { withAblative } from './turkish.ts'

it.each([
  ['13:41', '13:41’den'],
  ['13:03', '13:03’ten'],
  ['13:06', '13:06’dan'],
  ['13:40', '13:40’tan'],
  ['13:30', '13:30’dan'],
  ['13:20', '13:20’den'],
  ['14:00', '14:00’ten'],
  ['20:00', '20:00’den'],
  ['14:02:11', '14:02:11’den'],
])('%s takes the suffix its last number is spoken with', (clock, expected) => {
  expect(withAblative(clock)).toBe(expected)
})
