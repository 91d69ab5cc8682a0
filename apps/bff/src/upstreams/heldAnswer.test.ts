import { expect, test } from 'vitest'
import { toBytes } from './bytes.ts'
import { holdAnswer } from './heldAnswer.ts'

const hold = () => holdAnswer({ status: 200, headers: {}, bytes: toBytes([Buffer.from('{}')]), observedAt: 0 }, 0)
const isReleased = ({ bytes }: ReturnType<typeof hold>): boolean => {
  try {
    return bytes.chunks.length === 0
  } catch {
    return true
  }
}

test('what its only reader has written is released', () => {
  const held = hold()
  const answer = held.as('live')
  expect(isReleased(held)).toBe(false)
  answer.onWritten()
  expect(isReleased(held)).toBe(true)
})

test('what a cache keeps is not released before the cache has left it', () => {
  const held = hold()
  held.keep()
  held.as('live').onWritten()
  expect(isReleased(held)).toBe(false)
  held.drop()
  expect(isReleased(held)).toBe(true)
})

test('what a cache leaves while it is being written is released after that', () => {
  const held = hold()
  held.keep()
  const answer = held.as('live')
  held.drop()
  expect(isReleased(held)).toBe(false)
  answer.onWritten()
  expect(isReleased(held)).toBe(true)
})

test('what two were shown is never released, whoever is done with it', () => {
  const held = hold()
  held.keep()
  const answers = [held.as('live'), held.as('cached')]
  for (const answer of answers) answer.onWritten()
  held.drop()
  expect(isReleased(held)).toBe(false)
})
