import { expect, test } from 'vitest'
import { toJsonLines } from './toJsonLines.ts'

test('taken apart and joined again every line is the same', () => {
  const pretty = JSON.stringify({ 'a "b": c': [1, -2.5, 'x, "y": z,', null], t: { deep: true, empty: {} } }, null, 2)
  const joined = toJsonLines(pretty).map(({ indent, key, value, end }) => indent + key + value + end)
  expect(joined.join('\n')).toBe(pretty)
})

test('names, texts and other values are told apart', () => {
  const [, name, flag] = toJsonLines(JSON.stringify({ name: 'a', flag: false }, null, 2))
  expect(name).toMatchObject({ key: '"name": ', value: '"a"', look: 'text', end: ',' })
  expect(flag).toMatchObject({ key: '"flag": ', value: 'false', look: 'mark' })
})
