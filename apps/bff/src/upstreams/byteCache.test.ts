import { expect, test } from 'vitest'
import { createByteCache } from './byteCache.ts'
import { toBytes } from './bytes.ts'
import { type HeldAnswer, holdAnswer } from './heldAnswer.ts'
import { BOUNDS } from './limits.ts'

const KIB = 1024
const answer = (length: number): HeldAnswer =>
  holdAnswer({ status: 200, headers: {}, bytes: toBytes([Buffer.alloc(length)]), observedAt: 0 }, 0)

test('the least used go first, and all together stay within the bound', () => {
  const cache = createByteCache(100 * KIB)
  cache.set('panel', answer(4 * KIB))
  for (let one = 0; one < 1_000; one += 1) {
    cache.set(`once ${one}`, answer(4 * KIB))
    cache.get('panel')
  }
  const kept = Array.from({ length: 1_000 }, (_none, one) => cache.get(`once ${one}`)).filter(Boolean)
  expect(cache.get('panel')).toBeDefined()
  expect(kept.length).toBeGreaterThan(0)
  expect((kept.length + 1) * 4 * KIB * 1.5).toBeLessThanOrEqual(100 * KIB)
})

test('one larger than an entry may be is not kept', () => {
  const cache = createByteCache(64 * KIB * KIB)
  cache.set('too large', answer(BOUNDS.cachedEntryBytes))
  expect(cache.get('too large')).toBeUndefined()
})
