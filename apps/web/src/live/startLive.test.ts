import { formatCursor, type EventsPage, type Snapshot } from '@nobet/contracts'
import { emptyWorld } from '@nobet/domain/world'
import type { StreamClient, StreamClientOptions } from '@nobet/stream-client'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../api/apiError.ts'
import { type Live, startLive } from './startLive.ts'

type Answer = Snapshot | 'silence' | 'refused'
const cursor = (offset: number, epoch = 'e') => formatCursor({ epoch, offset })
const event = (offset: number, epoch = 'e') => ({
  cursor: cursor(offset, epoch),
  event: {
    specversion: '1.0' as const,
    id: `${epoch}${offset}`,
    source: '/nobet/sources',
    type: 'upstream.degraded',
    time: '2026-11-22T11:00:00Z',
    severity: 'warning' as const,
    data: { upstream: `${epoch}${offset}`, state: 'degraded' },
  },
})

/** A server whose snapshots are given in turn, and a stream in the test's own hands. */
function createTest(answers: Answer[], history: EventsPage['events'] = []) {
  const delays: (() => void)[] = []
  const opened: Parameters<Parameters<typeof startLive>[0]['openStream']>[0][] = []
  const live = startLive({
    api: {
      snapshot: async () => {
        const answer = answers.shift() ?? 'silence'
        if (answer === 'silence') throw new Error('no answer')
        if (answer === 'refused') throw new ApiError({ kind: 'problem', status: 401, problem: undefined })
        return answer
      },
      events: async () => ({
        events: history,
        cursor: cursor(0),
        recovery: { state: 'complete', recovered: 0, lost: 0 },
      }),
    },
    openStream: (options) => {
      opened.push(options)
      return fakeClient(options)
    },
    now: () => 0,
    onFrame: (publish) => publish(),
    delay: (run) => {
      delays.push(run)
      return () => {}
    },
  })
  open.push(live)
  return { live, delays, opened, worldIds: () => Object.keys(live.world.getState().world.upstreams) }
}

const open: Live[] = []
afterEach(() => open.splice(0).forEach((live) => live.stop()))

function fakeClient(_options: Pick<StreamClientOptions, 'onEvents'>): StreamClient {
  const state = { kind: 'live', transport: 'websocket', since: 0 } as const
  return {
    report: () => ({ state, stats: open[0]?.link.getState().stats ?? never() }),
    onState: () => () => {},
    force: () => {},
    reconnectNow: () => {},
    setTopics: () => {},
    reportPaint: () => {},
    stop: () => {},
  }
}
const never = (): never => {
  throw new Error('the link has no report')
}

describe('the live part of the tab', () => {
  it('takes a snapshot and opens the stream after its cursor', async () => {
    const { live, opened } = createTest([{ cursor: cursor(7), world: emptyWorld }])
    await vi.waitFor(() => expect(opened).toHaveLength(1))
    expect(opened[0]?.after).toBe(cursor(7))
    expect(live.world.getState().status).toBe('ready')
    expect(live.link.getState().state.kind).toBe('live')
  })

  it('fills the log with history up to the snapshot only, so that the stream doubles nothing', async () => {
    const { live, opened } = createTest(
      [{ cursor: cursor(2), world: emptyWorld }],
      [event(1), event(2), event(3), event(1, 'x')],
    )
    await vi.waitFor(() => expect(opened).toHaveLength(1))
    expect(live.ring.newest(9).map((entry) => entry.kind === 'event' && entry.cursor)).toEqual([cursor(2), cursor(1)])
  })

  it('asks again when nobody answers, and says offline after a few times', async () => {
    const { live, delays, opened } = createTest([
      'silence',
      'silence',
      'silence',
      { cursor: cursor(1), world: emptyWorld },
    ])
    expect(live.link.getState().state.kind).toBe('connecting')
    for (const tries of [1, 2, 3]) {
      await vi.waitFor(() => expect(delays).toHaveLength(tries))
      delays.at(-1)?.()
    }
    expect(live.link.getState().state).toMatchObject({ kind: 'offline', attempt: 4 })
    await vi.waitFor(() => expect(opened).toHaveLength(1))
  })

  it('is signed out when the server wants to know who asks, and begins when told that it does', async () => {
    const { live, opened } = createTest(['refused', { cursor: cursor(3), world: emptyWorld }])
    await vi.waitFor(() => expect(live.link.getState().state.kind).toBe('unauthorized'))
    expect(opened).toHaveLength(0)
    live.reconnectNow()
    await vi.waitFor(() => expect(opened[0]?.after).toBe(cursor(3)))
  })

  it('takes a new snapshot when deltas no longer add up, and replays what came meanwhile', async () => {
    const { live, opened, worldIds } = createTest([
      { cursor: cursor(1), world: emptyWorld },
      { cursor: cursor(1, 'n'), world: emptyWorld },
    ])
    await vi.waitFor(() => expect(opened).toHaveLength(1))
    const gap = {
      since: 0,
      until: 1,
      recovered: 0,
      lost: null,
      fromCursor: cursor(1),
      reason: 'epoch_changed',
    } as const
    opened[0]?.onGap?.(gap)
    opened[0]?.onResync?.(gap)
    opened[0]?.onEvents({ items: [event(2, 'n')], recovered: false, receivedAt: 0 })
    expect(live.world.getState().status).toBe('outdated')
    await vi.waitFor(() => expect(live.world.getState().status).toBe('ready'))
    expect(worldIds()).toEqual(['n2'])
    expect(live.ring.newest(2).map((entry) => entry.kind)).toEqual(['event', 'gap'])
  })

  it('hands every batch to its listeners until they leave', async () => {
    const { live, opened } = createTest([{ cursor: cursor(1), world: emptyWorld }])
    await vi.waitFor(() => expect(opened).toHaveLength(1))
    const seen: number[] = []
    const leave = live.onBatch((batch) => seen.push(batch.items.length))
    opened[0]?.onEvents({ items: [event(2)], recovered: false, receivedAt: 0 })
    leave()
    opened[0]?.onEvents({ items: [event(3)], recovered: false, receivedAt: 0 })
    expect(seen).toEqual([1])
  })
})
