import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type End, type EndKind, TRANSPORTS } from '../transport/transport.ts'
import { INITIAL_LADDER, isUpgradeBlocked, type Ladder, type LadderInput, stepLadder, STABLE_MS } from './ladder.ts'

const end = (kind: EndKind, retryAfterMs?: number): End => ({
  kind,
  text: kind,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
})
const walk = (...inputs: (LadderInput | number)[]): Ladder => {
  let now = 0
  let ladder = INITIAL_LADDER
  for (const input of inputs) {
    if (typeof input === 'number') now += input
    else ladder = stepLadder(ladder, input, { now, random: () => 0.5 })
  }
  return ladder
}
const START = { kind: 'start' } as const
const OPENED = { kind: 'opened' } as const
const REFUSED = { kind: 'try-failed', end: end('refused') } as const
const CUT = { kind: 'active-ended', end: end('cut') } as const

describe('the ladder', () => {
  it('tries WebSocket, then SSE, then long poll, then waits', () => {
    expect(walk(START).trying?.transport).toBe('websocket')
    expect(walk(START, REFUSED).trying?.transport).toBe('sse')
    expect(walk(START, REFUSED, REFUSED).trying?.transport).toBe('poll')
    expect(walk(START, REFUSED, REFUSED, REFUSED)).toMatchObject({ trying: undefined, attempt: 1, dueAt: 500 })
  })

  it('comes back almost at once after a good connection was cut', () => {
    const ladder = walk(START, OPENED, STABLE_MS, CUT)
    expect(ladder.attempt).toBe(0)
    expect(ladder.dueAt).toBeLessThan(STABLE_MS + 250)
  })

  it('starts below WebSocket when WebSockets open and die young', () => {
    const due = { kind: 'due' } as const
    expect(walk(START, OPENED, CUT, due, OPENED, CUT, due).trying?.transport).toBe('sse')
  })

  it('goes on with the climb under way when the connection below it is cut', () => {
    const ladder = walk(START, REFUSED, OPENED, { kind: 'due' }, CUT)
    expect(ladder.trying).toEqual({ transport: 'websocket', rest: ['sse', 'poll'] })
  })

  it('takes one failed upgrade amid a restart for no proxy fault, but a second one for one', () => {
    const fallen = walk(START, OPENED, STABLE_MS, CUT, { kind: 'due' }, REFUSED, OPENED)
    expect(isUpgradeBlocked(fallen)).toBe(false)
    const tried = [{ kind: 'due' } as const, REFUSED]
    expect(isUpgradeBlocked(walk(START, OPENED, STABLE_MS, CUT, { kind: 'due' }, REFUSED, OPENED, ...tried))).toBe(true)
  })

  it('always has something to do, unless it stands on top, and nothing once stopped', () => {
    const kinds = fc.constantFrom<EndKind>('cut', 'refused', 'unauthorized', 'forbidden', 'busy', 'protocol', 'gap')
    const ends = fc.tuple(kinds, fc.option(fc.nat(60_000), { nil: undefined })).map(([kind, ms]) => end(kind, ms))
    const input: fc.Arbitrary<LadderInput> = fc.oneof(
      fc.constantFrom<LadderInput>(OPENED, { kind: 'due' }, { kind: 'wake' }, { kind: 'replace' }),
      ends.map((at) => ({ kind: 'try-failed', end: at }) as const),
      ends.map((at) => ({ kind: 'active-ended', end: at }) as const),
      fc.nat(9_000).map((retryAfterMs) => ({ kind: 'goodbye', retryAfterMs }) as const),
      fc
        .option(fc.constantFrom(...TRANSPORTS), { nil: undefined })
        .map((transport) => ({ kind: 'force', transport }) as const),
    )
    fc.assert(
      fc.property(fc.array(input, { maxLength: 30 }), (inputs) => {
        const ladder = walk(START, ...inputs)
        const onTop = ladder.active?.transport === (ladder.forced ?? 'websocket')
        expect(onTop || ladder.trying !== undefined || ladder.dueAt !== undefined).toBe(true)
        expect(ladder.trying !== undefined && ladder.dueAt !== undefined).toBe(false)
        const stopped = walk(START, ...inputs, { kind: 'stop' }, ...inputs)
        expect(stopped).toMatchObject({ active: undefined, trying: undefined, dueAt: undefined, stopped: true })
      }),
    )
  })
})
