import fc from 'fast-check'
import { expect, it } from 'vitest'
import { systemRandom } from '../random.ts'
import { continueTrace, formatTraceparent, isKept } from './traceContext.ts'

const CALLER = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

it("stays in the caller's trace with a span of its own", () => {
  const trace = continueTrace(CALLER, systemRandom)
  expect(trace.traceId).toBe('0af7651916cd43dd8448eb211c80319c')
  expect(trace.spanId).not.toBe('b7ad6b7169203331')
  expect(trace.flags).toBe('01')
  expect(isKept(trace)).toBe(true)
})

it.each([undefined, 'nonsense', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, `01-${'a'.repeat(32)}`])(
  'begins a new trace instead of %s',
  (header) => {
    const trace = continueTrace(header, systemRandom)
    expect(formatTraceparent(trace)).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/)
    expect(isKept(trace)).toBe(false)
  },
)

it('never throws and always yields a valid traceparent', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const traceparent = formatTraceparent(continueTrace(header, systemRandom))
      expect(traceparent).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/)
    }),
  )
})
