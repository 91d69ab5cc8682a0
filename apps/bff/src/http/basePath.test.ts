import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toInnerPath } from './basePath.ts'

const path = fc.array(fc.stringMatching(/^[a-z0-9._-]{1,8}$/), { maxLength: 4 }).map((parts) => `/${parts.join('/')}`)

test('a kept prefix and a stripped one lead to the same place', () => {
  fc.assert(
    fc.property(path, (inner) => {
      fc.pre(!inner.startsWith('/ops/nobet'))
      expect(toInnerPath(`/ops/nobet${inner}`, '/ops/nobet')).toBe(inner)
      expect(toInnerPath(inner, '/ops/nobet')).toBe(inner)
      expect(toInnerPath(inner, '')).toBe(inner)
    }),
  )
})

test('the prefix alone is the page, and a longer name that begins like it is not inside', () => {
  expect(toInnerPath('/ops/nobet', '/ops/nobet')).toBe('/')
  expect(toInnerPath('/ops/nobetx', '/ops/nobet')).toBe('/ops/nobetx')
})
