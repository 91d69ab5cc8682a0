import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hashInt, hashUnit, smoothNoise } from './noise.ts'

const index = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })

it('depends on nothing but its arguments and stays in range', () => {
  fc.assert(
    fc.property(index, index, (seed, at) => {
      const unit = hashUnit(seed, at)
      expect(unit).toBe(hashUnit(seed, at))
      expect(unit >= 0 && unit < 1).toBe(true)
    }),
  )
})

it('gives integers within the bounds, both included', () => {
  const seen = new Set(Array.from({ length: 200 }, (_, at) => hashInt(7, at, 1, 3)))
  expect(seen).toEqual(new Set([1, 2, 3]))
})

it('moves smoothly: a small step never makes a jump', () => {
  fc.assert(
    fc.property(index, fc.double({ min: 0, max: 1e6, noNaN: true }), (seed, position) => {
      const here = smoothNoise(seed, position)
      expect(Math.abs(here)).toBeLessThanOrEqual(1)
      expect(Math.abs(here - smoothNoise(seed, position + 0.001))).toBeLessThan(0.01)
    }),
  )
})
