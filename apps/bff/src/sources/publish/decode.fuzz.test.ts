import { CloudEvent } from '@nobet/contracts'
import { buildEvent } from '@nobet/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeContentMode } from './contentMode.ts'
import { type DecodedRequest, decodeRequest } from './decodeRequest.ts'

const modes = fc.constantFrom(
  { kind: 'structured' as const, maxBytes: 1e6 },
  { kind: 'batch' as const, maxBytes: 1e6 },
  { kind: 'binary' as const, maxBytes: 1e6, contentType: 'application/json' },
)

/** Events with one or more attributes made wrong, missing or strange. */
const mutants = fc
  .record(
    {
      specversion: fc.oneof(fc.constant('1.0'), fc.anything()),
      id: fc.oneof(fc.string(), fc.anything()),
      source: fc.oneof(fc.string(), fc.anything()),
      type: fc.oneof(fc.constantFrom('mcp.health.changed', 'alert.firing', '.', '__proto__'), fc.anything()),
      data: fc.anything(),
      data_base64: fc.anything(),
      module: fc.anything(),
      time: fc.anything(),
      ['__proto__']: fc.anything(),
    },
    { requiredKeys: [] },
  )
  .map((strange) => ({ ...buildEvent(), ...strange }))

test('whatever the body, the decoder answers and what it lets through is a CloudEvent', () => {
  const bodies = fc.oneof(
    fc.string(),
    fc.json(),
    mutants.map((event) => stringify(event)),
    fc.array(mutants, { maxLength: 4 }).map((events) => stringify(events)),
  )
  fc.assert(
    fc.property(modes, bodies, (mode, body) => {
      const decoded = decodeRequest(mode, new Headers({ 'ce-id': 'x' }), body)
      expect(isSound(decoded)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('whatever the headers, binary mode answers', () => {
  const name = fc.stringMatching(/^ce-[A-Za-z0-9]{1,20}$/)
  const value = fc.stringMatching(/^[ -~]{0,40}$/)
  fc.assert(
    fc.property(fc.dictionary(name, value), fc.json(), (attributes, body) => {
      const headers = new Headers({ ...attributes, 'content-type': 'application/json' })
      const mode = judgeContentMode(headers)
      expect(mode === undefined || isSound(decodeRequest(mode, headers, body))).toBe(true)
    }),
  )
})

test('a valid event comes through unchanged, alone or in a batch', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 128 }), fc.jsonValue(), (id, data) => {
      const event = buildEvent({ id, type: 'com.example.any', data })
      const [structured, batch] = [
        { kind: 'structured', maxBytes: 1e6 } as const,
        { kind: 'batch', maxBytes: 1e6 } as const,
      ]
      const normal: unknown = JSON.parse(JSON.stringify(event))
      expect(decodeRequest(structured, new Headers(), JSON.stringify(event))).toEqual({
        kind: 'events',
        events: [normal],
      })
      expect(decodeRequest(batch, new Headers(), JSON.stringify([event]))).toEqual({ kind: 'events', events: [normal] })
    }),
  )
})

/** Lets through nothing but CloudEvents, and refuses nothing without a reason. */
function isSound(decoded: DecodedRequest): boolean {
  switch (decoded.kind) {
    case 'events':
      return decoded.events.every((event) => CloudEvent.safeParse(event).success)
    case 'invalid':
      return decoded.faults.length > 0
    case 'tooLarge':
      return decoded.detail !== ''
  }
}

/** Some of what fast-check calls anything has no JSON (bigints, cycles): then any text will do. */
function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined'
  } catch {
    return '"no JSON"'
  }
}
