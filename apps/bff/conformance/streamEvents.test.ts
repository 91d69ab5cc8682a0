// PROTOCOL "Live stream": subscribe, events, lagged, heartbeat, ping, receipt, goodbye.
import { waitFor } from '@nobet/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  at as cursorAt,
  headOf,
  metricsOf,
  offsetOf,
  type Outside,
  publish,
  publishOne,
  startOutside,
  startOwn,
  toEvent,
} from './outsider.fixture.ts'
import { connect, expectChain, hello, isLive } from './stream.fixture.ts'

let at: Outside
beforeAll(async () => {
  at = await startOutside()
})
afterAll(() => at.panel.stop())

describe('events', () => {
  test('"from equals the until of the previous frame"; invisible events pass in silence but move until', async () => {
    const stream = await hello(at, { topics: ['alerts'] })
    const first = await publishOne(at, { type: 'alert.1' })
    await stream.next('events', ({ until }) => until === first)
    await publish(at, toEvent({ type: 'cache.1' }), toEvent({ type: 'cache.2' }))
    const second = await publishOne(at, { type: 'alert.2' })
    const frame = await stream.next('events', ({ until }) => until === second)
    expect(frame).toMatchObject({ from: first })
    expect(frame.events.map(({ cursor }) => cursor)).toEqual([second])
    const [, last] = await publish(at, toEvent({ type: 'alert.3' }), toEvent({ type: 'cache.3' }))
    // What is seen and not seen at once: the frame covers all of it.
    await stream.next('events', ({ until }) => offsetOf(until) >= offsetOf(last ?? '') - 1)
    expectChain(stream.frames, stream.welcome.cursor)
  })

  test('"heartbeats do not move it": heartbeat.cursor moves over invisible events, the next from does not', async () => {
    const stream = await hello(at, { topics: ['alerts'] })
    const unseen = await publishOne(at, { type: 'cache.x' })
    const beat = await stream.next('heartbeat')
    expect(beat.cursor).toBe(unseen)
    expect(Math.abs(Date.parse(beat.time) - Date.now())).toBeLessThan(60_000)
    const seen = await publishOne(at, { type: 'alert.x' })
    expect(await stream.next('events')).toMatchObject({ from: stream.welcome.cursor, until: seen })
  })

  test('a heartbeat.cursor is a place to resume from', async () => {
    const stream = await hello(at, { topics: ['alerts'] })
    await publishOne(at, { type: 'cache.x' })
    const { cursor } = await stream.next('heartbeat')
    const id = `after-${cursor}`
    await publish(at, toEvent({ type: 'alert.x', id }))
    const again = await hello(at, { topics: ['alerts'], after: cursor })
    expect(again.welcome.recovery).toEqual({ state: 'complete', recovered: 1, lost: 0 })
    await again.next('events')
    expect(again.ids()).toEqual([id])
  })

  test('all sessions see one order, whatever their topics', async () => {
    const patterns = [['*'], ['modules/*'], ['modules/finbot', 'alerts'], ['alerts', 'modules/*']]
    const streams = await Promise.all(patterns.map((topics) => hello(at, { topics })))
    const events = Array.from({ length: 40 }, (_none, index) => toEvent({ type: index % 2 === 0 ? 'alert.o' : 'o.o' }))
    for (const event of events) await publish(at, event)
    const lastId = events.at(-1)?.['id']
    for (const stream of streams) {
      await stream.next('events', ({ events: got }) => got.some(({ event }) => event.id === lastId))
      expectChain(stream.frames, stream.welcome.cursor)
    }
    const ids = events.map(({ id }) => id)
    const expected = [ids, ids.filter((_id, index) => index % 2 === 1), ids, ids]
    expect(streams.map((stream) => stream.ids())).toEqual(expected)
  })
})

describe('subscribe', () => {
  test('"subscribed: id, cursor (the new topics are live after it), topics[] (all now held), denied[]"', async () => {
    const stream = await hello(at, { topics: ['alerts'], role: 'viewer' })
    stream.send({ op: 'subscribe', id: 's1', topics: ['cache', 'audit', 'modules/x'] })
    const reply = await stream.next('subscribed')
    expect(reply).toMatchObject({ id: 's1', denied: ['audit'] })
    expect(reply.topics.toSorted()).toEqual(['alerts', 'cache', 'modules/x'])
    const seen = await publishOne(at, { type: 'cache.s' })
    await stream.next('events', ({ until }) => until === seen)
    expect(stream.all('error')).toEqual([])
  })

  test('"answers unsubscribe too": the topic is silent after it', async () => {
    const stream = await hello(at, { topics: ['alerts', 'cache'] })
    stream.send({ op: 'unsubscribe', id: 7, topics: ['cache', 'gitops'] })
    expect(await stream.next('subscribed')).toMatchObject({ id: 7, topics: ['alerts'], denied: [] })
    await publishOne(at, { type: 'cache.s' })
    const seen = await publishOne(at, { type: 'alert.s' })
    await stream.next('events', ({ until }) => until === seen)
    expect(stream.ids()).toHaveLength(1)
  })

  test('"A reply to subscribe … after … covers (after, subscribed.cursor] for the new topics only, moves nothing"', async () => {
    const start = await headOf(at)
    const old = ['c1', 'a1', 'c2', 'a2'].map((name) =>
      toEvent({ id: `${name}-${start}`, type: name.startsWith('c') ? 'cache.r' : 'alert.r' }),
    )
    await publish(at, ...old)
    const stream = await hello(at, { topics: ['alerts'] })
    stream.send({ op: 'subscribe', id: 'r', topics: ['cache', 'alerts'], after: start })
    const reply = await stream.next('subscribed')
    expect(reply.recovery).toEqual({ state: 'complete', recovered: 4, lost: 0 })
    await stream.next('events', (frame) => frame.recovery === 'r' && frame.until === reply.cursor)
    const replies = stream.all('events').filter((frame) => frame.recovery === 'r')
    expect(replies[0]?.from).toBe(start)
    expect(replies.flatMap(({ events }) => events.map(({ event }) => event.id))).toEqual([`c1-${start}`, `c2-${start}`])
    const seen = await publishOne(at, { type: 'cache.live' })
    const live = await stream.next('events', (frame) => isLive(frame) && frame.until === seen)
    expect(live.from).toBe(stream.welcome.cursor)
  })

  test('subscribe … after with nothing to tell still answers, covering (after, subscribed.cursor]', async () => {
    const start = await headOf(at)
    await publishOne(at, { type: 'alert.only' })
    const stream = await hello(at, { topics: [] })
    stream.send({ op: 'subscribe', id: 3, topics: ['gitops'], after: start })
    const reply = await stream.next('subscribed')
    const frame = await stream.next('events', ({ recovery }) => recovery === 3)
    expect(frame).toMatchObject({ events: [], from: start, until: reply.cursor })
  })

  test('subscribe … after an unknown cursor: recovery none, live, never an error', async () => {
    const stream = await hello(at, { topics: [] })
    stream.send({ op: 'subscribe', id: 3, topics: ['gitops'], after: 'nobody:5' })
    const reply = await stream.next('subscribed')
    expect(reply.recovery).toMatchObject({ state: 'none', lost: null })
    const seen = await publishOne(at, { type: 'gitops.x' })
    await stream.next('events', (frame) => isLive(frame) && frame.until === seen)
    expect(stream.all('error')).toEqual([])
  })

  test('subscribe … after beyond retention: partial, lost counted', async () => {
    const small = await startOwn({ NOBET_LOG_EVENTS: '10' })
    const start = await headOf(small)
    const cursors = await publish(small, ...Array.from({ length: 25 }, () => toEvent({ type: 'alert.p' })))
    const stream = await hello(small, { topics: [] })
    stream.send({ op: 'subscribe', id: 'p', topics: ['alerts'], after: start })
    expect((await stream.next('subscribed')).recovery).toEqual({ state: 'partial', recovered: 10, lost: 15 })
    const frame = await stream.next('events', ({ recovery }) => recovery === 'p')
    expect(frame.events.map(({ cursor }) => cursor)).toEqual(cursors.slice(15))
  })

  test('"a list with an unknown_topic is refused as a whole", with its id', async () => {
    const stream = await hello(at, { topics: [] })
    stream.send({ op: 'subscribe', id: 'bad', topics: ['alerts', 'modules/NO', 'cache'] })
    expect(await stream.next('error')).toMatchObject({ code: 'unknown_topic', id: 'bad' })
    stream.send({ op: 'unsubscribe', id: 'then', topics: [] })
    expect((await stream.next('subscribed')).topics).toEqual([])
  })

  test('a topic held twice, by name and by pattern, brings an event once', async () => {
    const stream = await hello(at, { topics: ['modules/finbot', 'modules/*', '*', '*'] })
    stream.send({ op: 'subscribe', id: 1, topics: ['modules/finbot'] })
    await stream.next('subscribed')
    const seen = await publishOne(at)
    await stream.next('events', ({ until }) => until === seen)
    expect(stream.ids()).toHaveLength(1)
  })
})

describe('the rest of the conversation', () => {
  test('"pong: id, time"; id is optional', async () => {
    const stream = await hello(at)
    stream.send({ op: 'ping', id: 'p1' })
    expect(Number.isNaN(Date.parse((await stream.next('pong', ({ id }) => id === 'p1')).time))).toBe(false)
    stream.send({ op: 'ping' })
    await stream.next('pong', ({ id }) => id === undefined)
  })

  test('"receipt" is taken, whatever its cursor, and fills the receive and paint stages', async () => {
    const own = await startOwn()
    const stream = await hello(own)
    const cursor = await publishOne(own)
    await stream.next('events')
    stream.send({ op: 'receipt', cursor, sentMs: 1, paintedMs: 12 })
    for (const odd of ['nobody:5', '', cursorAt(cursor, 99)]) {
      stream.send({ op: 'receipt', cursor: odd, sentMs: 0, paintedMs: 0 })
    }
    const count = (stage: string) => `nobet_event_delivery_seconds_count{transport="websocket",stage="${stage}"}`
    await waitFor(async () => (await metricsOf(own))(count('paint')) === 1)
    expect((await metricsOf(own))(count('receive'))).toBe(1)
    expect(stream.all('error')).toEqual([])
  })

  test('"goodbye: reason draining, retryAfterMs (jittered)", then "1001/1012 draining"', async () => {
    const own = await startOwn()
    const streams = await Promise.all(Array.from({ length: 8 }, () => hello(own)))
    await own.panel.stop()
    const waits = []
    for (const stream of streams) {
      const { reason, retryAfterMs } = await stream.next('goodbye')
      expect(reason).toBe('draining')
      expect(stream.frames.at(-1)?.op).toBe('goodbye')
      waits.push(retryAfterMs)
      expect([1001, 1012]).toContain((await stream.closed).code)
    }
    expect(new Set(waits).size).toBeGreaterThan(1)
  })

  test('a session that has not said hello is sent away too when the panel drains', async () => {
    const own = await startOwn()
    const stream = await connect(own)
    await own.panel.stop()
    expect([1001, 1012]).toContain((await stream.closed).code)
  })
})
