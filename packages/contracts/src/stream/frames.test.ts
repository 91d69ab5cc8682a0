import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ClientFrame, Hello, parseJsonWith, parseWith, ServerFrame } from '../index.ts'

const OPS = ['hello', 'subscribe', 'unsubscribe', 'ping', 'receipt', 'welcome', 'events', 'goodbye', 'nonsense']

test.each([
  ['client', ClientFrame],
  ['server', ServerFrame],
] as const)('nothing whatever makes the decoder of %s frames throw', (_side, schema) => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(parseJsonWith(schema, text)).toHaveProperty('ok')
    }),
  )
  const frame = fc.record(
    { op: fc.constantFrom(...OPS), id: fc.anything(), topics: fc.anything(), cursor: fc.anything() },
    { requiredKeys: ['op'] },
  )
  fc.assert(
    fc.property(frame, (input) => {
      const parsed = parseWith(schema, input)
      expect(parsed.ok || parsed.faults.every(({ expected }) => expected !== '')).toBe(true)
    }),
  )
})

test('a frame of a later version with more fields is read', () => {
  expect(parseWith(ClientFrame, { op: 'hello', topics: [], compression: 'zstd' }).ok).toBe(true)
})

test('a list of topics is bounded', () => {
  const topics = Array.from({ length: 257 }, () => '*')
  expect(parseWith(Hello, { op: 'hello', topics })).toEqual({
    ok: false,
    faults: [{ path: 'topics', expected: 'expected <= 256 entries' }],
  })
})

test('a receipt of negative durations is refused', () => {
  expect(parseWith(ClientFrame, { op: 'receipt', cursor: 'a:1', sentMs: -1, paintedMs: 0 }).ok).toBe(false)
})
