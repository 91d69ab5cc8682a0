import { ClientFrame } from '@nobet/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeClientFrame } from './decodeClientFrame.ts'

const OPS = ['hello', 'subscribe', 'unsubscribe', 'ping', 'receipt'] as const

test('whatever the text, the decoder answers and what it lets through is a frame of ours', () => {
  const frames = fc.record(
    {
      op: fc.oneof(fc.constantFrom(...OPS), fc.jsonValue()),
      id: fc.jsonValue(),
      topics: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
      after: fc.jsonValue(),
      minSeverity: fc.jsonValue(),
      sentMs: fc.jsonValue(),
      paintedMs: fc.jsonValue(),
      cursor: fc.jsonValue(),
    },
    { requiredKeys: ['op'] },
  )
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    frames.map((frame) => JSON.stringify(frame)),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const decoded = decodeClientFrame(text)
      expect(decoded.kind === 'frame' ? ClientFrame.safeParse(decoded.frame).success : decoded.message !== '').toBe(
        true,
      )
    }),
    { numRuns: 1000 },
  )
})

test('a known op with wrong fields keeps its op and id, so that the answer can name it', () => {
  expect(decodeClientFrame('{"op":"subscribe","id":"s1","topics":7}')).toMatchObject({
    kind: 'bad',
    op: 'subscribe',
    id: 's1',
    message: expect.stringContaining('topics'),
  })
})
