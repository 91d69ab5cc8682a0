import { buildEvent } from '@nobet/testkit'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame } from './decodeFrame.ts'

describe('decoding a frame', () => {
  it('reads whole frames', () => {
    const frame = { op: 'events', events: [{ cursor: 'e:1', event: buildEvent() }], from: 'e:0', until: 'e:1' }
    expect(decodeFrame(JSON.stringify(frame))).toEqual({ kind: 'frame', frame })
  })

  it('lets ops pass that a newer server may have', () => {
    expect(decodeFrame('{"op":"weather"}')).toEqual({ kind: 'unknown', op: 'weather' })
  })

  it('knows which broken frames may have carried events', () => {
    const holds = (text: string) => {
      const decoded = decodeFrame(text)
      return decoded.kind === 'malformed' ? decoded.mayHoldEvents : undefined
    }
    expect(holds('{"op":"eve')).toBe(true)
    expect(holds('{"op":"events","events":[{}],"from":"e:0","until":"e:1"}')).toBe(true)
    expect(holds('{"op":"events","events":[],"from":"nonsense","until":"e:1"}')).toBe(true)
    expect(holds('{"op":"pong","time":1}')).toBe(false)
  })

  it('never throws, whatever comes', () => {
    const ops = fc.constantFrom('welcome', 'events', 'lagged', 'heartbeat', 'goodbye', 'error', '__proto__')
    const frames = fc.tuple(ops, fc.dictionary(fc.string(), fc.jsonValue())).map(([op, rest]) => ({ ...rest, op }))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          frames.map((frame) => JSON.stringify(frame)),
        ),
        (text) => {
          expect(['frame', 'unknown', 'malformed']).toContain(decodeFrame(text).kind)
        },
      ),
    )
  })
})
