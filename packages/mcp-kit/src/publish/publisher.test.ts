import type { CloudEvent } from '@nobet/contracts'
import { fakeClock } from '@nobet/testkit'
import { expect, it } from 'vitest'
import { type Random, systemRandom } from '../random.ts'
import { silentLogger } from '../telemetry/logger.ts'
import { startPublisher } from './publisher.ts'

type Answer = (events: readonly CloudEvent[]) => Response | Promise<Response>

/** Full jitter at its longest, so that waits are known. */
const longest: Random = { ...systemRandom, unit: () => 0.999_999 }

function setUp(answer: Answer, queueEvents?: number) {
  const clock = fakeClock()
  const sent: CloudEvent[][] = []
  const counts = { published: 0, retries: 0, dropped: {} as Record<string, number> }
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    // The publisher sends JSON text and nothing else.
    const events = JSON.parse(init?.body as string) as CloudEvent[]
    sent.push(events)
    return answer(events)
  }
  const publisher = startPublisher(
    {
      clock,
      random: longest,
      fetch,
      logger: silentLogger,
      observer: {
        onPublished: (count) => void (counts.published += count),
        onDropped: (reason, count) => void (counts.dropped[reason] = (counts.dropped[reason] ?? 0) + count),
        onRetry: () => void (counts.retries += 1),
        onQueued: () => undefined,
      },
    },
    { module: 'sample', panelUrl: 'http://panel.test/', ...(queueEvents === undefined ? {} : { queueEvents }) },
  )
  const say = (n: number) => publisher.publish({ type: 'mcp.context.updated', data: { n } })
  return { clock, sent, counts, publisher, say }
}

const accept: Answer = () => Response.json({ cursors: [] }, { status: 202 })
const numbers = (events: readonly CloudEvent[] | undefined) => events?.map((event) => (event.data as { n: number }).n)

it('sends what was said together in one batch, in order', async () => {
  const { clock, sent, say, counts } = setUp(accept)
  for (const n of [1, 2, 3]) say(n)
  await clock.advance(1_000)
  expect(sent.map(numbers)).toEqual([[1, 2, 3]])
  expect(counts.published).toBe(3)
  expect(clock.pendingTimers()).toBe(0)
})

it('stamps the envelope: module, source, time, severity and a UUIDv7', async () => {
  const { clock, sent, say } = setUp(accept)
  say(1)
  await clock.advance(1_000)
  expect(sent[0]?.[0]).toMatchObject({
    specversion: '1.0',
    source: '/modules/sample',
    module: 'sample',
    severity: 'info',
    id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
  })
})

it('sends the same events with the same ids again after a failure, so that nothing doubles', async () => {
  let failures = 2
  const { clock, sent, say, counts } = setUp((events) => {
    failures -= 1
    if (failures < 0) return accept(events)
    throw new TypeError('fetch failed')
  })
  say(1)
  await clock.advance(60_000)
  expect(sent).toHaveLength(3)
  expect(new Set(sent.map((events) => events[0]?.id)).size).toBe(1)
  expect(counts).toMatchObject({ published: 1, retries: 2, dropped: {} })
})

it('waits at least as long as Retry-After says', async () => {
  let busy = true
  const { clock, sent, say } = setUp((events) => {
    if (!busy) return accept(events)
    busy = false
    return new Response('', { status: 503, headers: { 'retry-after': '20' } })
  })
  say(1)
  await clock.advance(19_000)
  expect(sent).toHaveLength(1)
  await clock.advance(2_000)
  expect(sent).toHaveLength(2)
})

it.each([400, 403])(
  'finds the one event the panel refuses with %i, drops and counts it, and delivers the others',
  async (status) => {
    const { clock, sent, say, counts } = setUp((events) =>
      numbers(events)?.includes(2) ? new Response('bad', { status }) : accept(events),
    )
    for (const n of [1, 2, 3]) say(n)
    await clock.advance(60_000)
    expect(counts).toMatchObject({ published: 2, dropped: { refused: 1 } })
    expect(sent.slice(1).map(numbers)).toEqual([[1], [2], [3]])
  },
)

it('keeps the newest when the queue is full, and counts what it gave up', async () => {
  let down = true
  const { clock, sent, say, counts } = setUp((events) => {
    if (down) throw new TypeError('fetch failed')
    return accept(events)
  }, 3)
  for (const n of [1, 2, 3, 4, 5]) say(n)
  await clock.advance(1_000)
  down = false
  await clock.advance(60_000)
  expect(numbers(sent.at(-1))).toEqual([3, 4, 5])
  expect(counts).toMatchObject({ published: 3, dropped: { overflow: 2 } })
})

it('does not queue an event over the limit of the panel', async () => {
  const { clock, sent, publisher, counts } = setUp(accept)
  publisher.publish({ type: 'mcp.context.updated', data: { text: 'x'.repeat(70_000) } })
  await clock.advance(1_000)
  expect(sent).toEqual([])
  expect(counts.dropped).toEqual({ too_large: 1 })
})

it('flushes on stop, and takes nothing more', async () => {
  const { sent, say, publisher, counts, clock } = setUp(accept)
  say(1)
  await publisher.stop(1_000)
  say(2)
  expect(sent.map(numbers)).toEqual([[1]])
  expect(counts).toMatchObject({ published: 1, dropped: { stopped: 1 } })
  expect(clock.pendingTimers()).toBe(0)
})

it('gives up on stop when the panel hangs, and counts what was left', async () => {
  const { say, publisher, counts, clock } = setUp(() => new Promise<Response>(() => undefined))
  say(1)
  const stopped = publisher.stop(1_000)
  await clock.advance(1_000)
  await stopped
  expect(counts.dropped).toEqual({ stopped: 1 })
})
