import fc from 'fast-check'
import { expect, it } from 'vitest'
import { systemRandom } from '../random.ts'
import { uuidV7 } from './uuidV7.ts'

it('carries its time and the marks of version 7', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (epochMs) => {
      const id = uuidV7(epochMs, systemRandom)
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(epochMs)
    }),
  )
})
