import { expect, test } from 'vitest'
import { readJump } from './readJump.ts'

const NOW = Date.UTC(2026, 10, 22, 11, 2, 9)
const at = (text: string) => {
  const jump = readJump(text, NOW, 'Europe/Istanbul')
  return jump?.kind === 'time' ? new Date(jump.at).toISOString() : jump
}

test('a time of the clock is its last occurrence in the chosen zone', () => {
  expect(at('14:02')).toBe('2026-11-22T11:02:00.000Z')
  expect(at('13:59:08.298')).toBe('2026-11-22T10:59:08.298Z')
  expect(at('14:02:10')).toBe('2026-11-21T11:02:10.000Z')
})

test('an instant with a zone and a cursor are taken as they are', () => {
  expect(at('2026-11-22T10:00:00Z')).toBe('2026-11-22T10:00:00.000Z')
  expect(at(' e7:184223 ')).toEqual({ kind: 'cursor', cursor: 'e7:184223' })
})

test.each(['', '25:00', '12:61', 'yesterday', 'e7:', '7'])('%j is nothing to jump to', (text) => {
  expect(at(text)).toBeUndefined()
})
