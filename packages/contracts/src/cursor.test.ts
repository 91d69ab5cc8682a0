import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCursor, parseCursor } from './index.ts'

const epoch = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/)
const offset = fc.nat({ max: Number.MAX_SAFE_INTEGER })

test('a cursor taken apart is the position it was made of', () => {
  fc.assert(
    fc.property(epoch, offset, (name, at) => {
      expect(parseCursor(formatCursor({ epoch: name, offset: at }))).toEqual({ epoch: name, offset: at })
    }),
  )
})

test('any text is a cursor that reads back as itself, or none at all', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\w-]{0,3}:?[\d.e+-]{0,18}$/)), (text) => {
      const position = parseCursor(text)
      expect(position === undefined || formatCursor(position) === text).toBe(true)
    }),
  )
})

test.each(['', ':', 'a', 'a:', ':1', 'a:01', 'a:-1', 'a:1.5', 'a:1e3', 'a:9999999999999999', 'a b:1', 'a:1 '])(
  '%j is no cursor',
  (text) => {
    expect(parseCursor(text)).toBeUndefined()
  },
)
