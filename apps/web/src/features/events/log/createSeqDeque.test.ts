import { expect, test } from 'vitest'
import { createSeqDeque } from './createSeqDeque.ts'

const newestFirst = (deque: ReturnType<typeof createSeqDeque>) =>
  Array.from({ length: deque.size() }, (_, at) => deque.newest(at))

test('takes numbers at both ends and tells them newest first', () => {
  const deque = createSeqDeque(8)
  deque.pushOldest(4)
  deque.pushNewest(7)
  deque.pushOldest(2)
  expect(newestFirst(deque)).toEqual([7, 4, 2])
  expect(deque.newest(3)).toBeUndefined()
})

test('a full one lets its oldest go for a newer, and takes no older', () => {
  const deque = createSeqDeque(3)
  for (const seq of [1, 2, 3, 4, 5]) deque.pushNewest(seq)
  deque.pushOldest(0)
  expect(newestFirst(deque)).toEqual([5, 4, 3])
})

test('drops what fell out of the ring, also after going round many times', () => {
  const deque = createSeqDeque(4)
  for (let seq = 0; seq < 1_000; seq += 3) {
    deque.pushNewest(seq)
    deque.dropBefore(seq - 5)
  }
  expect(newestFirst(deque)).toEqual([999, 996])
})
