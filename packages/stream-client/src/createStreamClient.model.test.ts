import { fakeClock } from '@nobet/testkit'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fakePanel } from './testing/fakePanel.ts'
import { follow } from './testing/follow.ts'
import { TRANSPORTS } from './transport/transport.ts'

const RUNS = 80
/** Longer than any backoff, climb or hung try that a story can leave behind. */
const HEALED_MS = 180_000

type Panel = ReturnType<typeof fakePanel>
type Client = ReturnType<typeof follow>['client']
type Turn = (panel: Panel, client: Client) => void

const transport = fc.constantFrom(...TRANSPORTS)
const way = fc.constantFrom('open' as const, 'refused' as const, 'hanging' as const)

const faults: fc.Arbitrary<Turn>[] = [
  fc.integer({ min: 1, max: 5 }).map((count) => (panel) => panel.publish(count)),
  fc.integer({ min: 1, max: 5 }).map((count) => (panel) => panel.publish(count)),
  transport.map((kind) => (panel) => panel.cut(kind)),
  fc.tuple(transport, way).map(
    ([kind, to]) =>
      (panel) =>
        panel.setWay(kind, to),
  ),
  fc
    .constantFrom('drop' as const, 'corrupt' as const, 'double' as const)
    .map((kind) => (panel) => panel.injectFault(kind)),
  fc.constant((panel) => panel.heartbeat()),
  fc.option(transport, { nil: undefined }).map((kind) => (_panel, client) => client.force(kind)),
  fc.constant((_panel, client) => client.reconnectNow()),
  fc.integer({ min: 0, max: 5_000 }).map((retryAfterMs) => (panel) => {
    panel.tellAll({ op: 'goodbye', reason: 'draining', retryAfterMs })
  }),
  fc.constantFrom(1006, 1012, 4401, 4403, 4408, 4429).map((code) => (panel) => panel.closeSockets(code)),
]
const losses: fc.Arbitrary<Turn>[] = [fc.integer({ min: 0, max: 3 }).map((keep) => (panel) => panel.evict(keep))]
const restarts: fc.Arbitrary<Turn>[] = [fc.constant((panel) => panel.restart())]

const pause = fc.constantFrom(0, 1, 50, 400, 1_600, 5_000, 12_000, 40_000)
const story = (turns: fc.Arbitrary<Turn>[]) =>
  fc.array(fc.tuple(fc.oneof(...turns), pause), { minLength: 1, maxLength: 25 })

async function live(turns: [Turn, number][], seed: number) {
  const clock = fakeClock()
  const panel = fakePanel(clock)
  const followed = follow(panel, clock, {}, { random: seeded(seed) })
  for (const [turn, ms] of turns) {
    turn(panel, followed.client)
    await clock.advance(ms)
  }
  for (const kind of TRANSPORTS) panel.setWay(kind, 'open')
  followed.client.force(undefined)
  await clock.advance(HEALED_MS)
  panel.publish(1)
  await clock.advance(1_000)
  // A fault still in the air may have taken that one: the next brings it to light.
  panel.publish(1)
  await clock.advance(60_000)
  const report = followed.client.report()
  followed.client.stop()
  return { ...followed, report, head: panel.cursor(), pendingTimers: clock.pendingTimers() }
}

describe('whatever happens to the link', () => {
  it('delivers every event once and in order while the log holds it', async () => {
    await fc.assert(
      fc.asyncProperty(story(faults), fc.integer(), async (turns, seed) => {
        const { offsets, report, head, pendingTimers } = await live(turns, seed)
        expect(offsets()).toEqual(Array.from({ length: Number(head.split(':')[1]) }, (_, index) => index + 1))
        expect(report.state.kind).toBe('live')
        expect(report.stats).toMatchObject({ lost: 0, unknownLosses: 0, received: offsets().length })
        expect(pendingTimers).toBe(0)
      }),
      { numRuns: RUNS },
    )
  }, 120_000)

  it('counts exactly what the log has dropped', async () => {
    await fc.assert(
      fc.asyncProperty(story([...faults, ...losses]), fc.integer(), async (turns, seed) => {
        const { offsets, report, head, gaps } = await live(turns, seed)
        const got = offsets()
        expect(got).toEqual([...new Set(got)].sort((a, b) => a - b))
        expect(got.length + report.stats.lost).toBe(Number(head.split(':')[1]))
        expect(gaps.reduce((sum, gap) => sum + (gap.lost ?? 0), 0)).toBe(report.stats.lost)
      }),
      { numRuns: RUNS },
    )
  }, 120_000)

  it('doubles nothing over a new epoch, and says so whenever something may be missing', async () => {
    await fc.assert(
      fc.asyncProperty(story([...faults, ...losses, ...restarts]), fc.integer(), async (turns, seed) => {
        const { delivered, report, resyncs, head } = await live(turns, seed)
        expect(new Set(delivered).size).toBe(delivered.length)
        expect(delivered.at(-1)).toBe(head)
        expect(resyncs.length > 0).toBe(report.stats.lost > 0 || report.stats.unknownLosses > 0)
        expect(report.stats.unknownLosses > 0 || head.startsWith('e1:')).toBe(true)
      }),
      { numRuns: RUNS },
    )
  }, 120_000)
})

/** Mulberry32: a small generator, so that a failing story can be told again. */
function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
