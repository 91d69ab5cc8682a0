import type { CloudEvent } from '@nobet/contracts'
import { buildEvent, waitFor } from '@nobet/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../clock.ts'
import { createMemoryLog } from '../log/memoryLog.ts'
import type { RedisClient } from '../redis/redisClient.ts'
import { listenCollector } from './fakeCollector.fixture.ts'
import { createFlushSpans } from './flushSpans.ts'
import { traceInHand } from './spanInHand.ts'
import { startTelemetry } from './startTelemetry.ts'
import { traceLog } from './traceLog.ts'
import { traceScripts } from './traceScripts.ts'

/** The SDK tries for five seconds before it gives a batch up. */
const TIMEOUT_MS = 60_000
const PUBLISHER = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) }
const SAMPLED = `00-${PUBLISHER.traceId}-${PUBLISHER.spanId}-01`
const UNSAMPLED = `00-${PUBLISHER.traceId}-${PUBLISHER.spanId}-00`

async function start(otlpUrl: string | undefined) {
  const telemetry = await startTelemetry({ clock: systemClock }, { otlpUrl, version: '1', flushMs: 20 })
  onTestFinished(() => telemetry.stop())
  const fail = (error: unknown) => expect.unreachable(String(error))
  const log = createMemoryLog(
    { clock: systemClock, newEpoch: () => 'e1', reportError: fail },
    { events: 100, bytes: 1e8, ageMs: 1e9 },
  )
  return { ...telemetry, log: traceLog(log, telemetry.tracer), plain: log }
}

const traced = (traceparent: string): CloudEvent => ({ ...buildEvent(), traceparent })

describe('the panel’s own traces', () => {
  it('join publisher, publish, append, send, receive and paint in one trace', async () => {
    const collector = await listenCollector()
    const { tracer, log } = await start(collector.url)
    await tracer.run({ name: 'publish events', kind: 'server', parent: SAMPLED }, () => log.append([traced(SAMPLED)]))
    const entry = (await log.read(0, { count: 1, bytes: 1 }))[0]
    if (entry === undefined) throw new Error('nothing was appended')
    const spans = createFlushSpans(tracer)
    spans.sent([entry], entry.appendedAt + 1)
    spans.flushed(entry.appendedAt + 2, 1_000)
    const receivedAt = entry.appendedAt + 5
    spans.received(entry, { receivedAt, paintedAt: receivedAt + 16, transport: 'websocket' })

    const publish = await collector.find('publish events')
    const append = await collector.find('append events')
    const send = await collector.find('send events')
    const receive = await collector.find('receive events')
    const paint = await collector.find('paint events')
    const traces = [publish, append, send, receive, paint].map(({ traceId }) => traceId)
    expect(new Set(traces)).toEqual(new Set([PUBLISHER.traceId]))
    expect(publish.parentSpanId).toBe(PUBLISHER.spanId)
    expect(append.parentSpanId).toBe(publish.spanId)
    expect(send.parentSpanId).toBe(PUBLISHER.spanId)
    expect(receive.parentSpanId).toBe(PUBLISHER.spanId)
    expect(paint.parentSpanId).toBe(receive.spanId)
    expect(append.attributes).toMatchObject({ 'messaging.message.id': entry.event.id, 'nobet.cursor': entry.cursor })
    expect(send.attributes).toMatchObject({ 'nobet.stream.deliveries': 1_000 })
    expect(BigInt(paint.endTimeUnixNano) - BigInt(paint.startTimeUnixNano)).toBe(16_000_000n)
  })

  it('follow the publisher in not sampling, and start no span for a receipt of such an event', async () => {
    const collector = await listenCollector()
    const { tracer, log, stop } = await start(collector.url)
    await log.append([traced(UNSAMPLED)])
    const [entry] = await log.read(0, { count: 1, bytes: 1 })
    if (entry !== undefined) createFlushSpans(tracer).received(entry, { receivedAt: 1, paintedAt: 2, transport: 'sse' })
    await tracer.run({ name: 'the last' }, async () => {})
    await stop()
    expect(collector.seen.map(({ name }) => name)).toEqual(['the last'])
  })

  it('name every trace of a batch, as parent or as link', async () => {
    const collector = await listenCollector()
    const { log } = await start(collector.url)
    const other = SAMPLED.replaceAll('a', 'c')
    await log.append([traced(SAMPLED), traced(other)])
    const { traceId, links } = await collector.find('append events')
    expect(traceId).toBe(PUBLISHER.traceId)
    expect(links.map((link) => link.traceId)).toContain('c'.repeat(32))
  })

  it('show the send of a flush in each trace that it carried', async () => {
    const collector = await listenCollector()
    const { tracer, log, stop } = await start(collector.url)
    await log.append([traced(SAMPLED), traced(SAMPLED.replaceAll('a', 'c')), traced(UNSAMPLED)])
    const spans = createFlushSpans(tracer)
    spans.sent(await log.read(0, { count: 9, bytes: 1e6 }), 1)
    spans.flushed(2, 3)
    await stop()
    const sends = collector.seen.filter(({ name }) => name === 'send events')
    expect(sends.map(({ traceId }) => traceId)).toEqual([PUBLISHER.traceId, 'c'.repeat(32)])
  })

  it('tell of the first few browsers that painted an event, not of hundreds', async () => {
    const collector = await listenCollector()
    const { tracer, log, stop } = await start(collector.url)
    await log.append([traced(SAMPLED)])
    const [entry] = await log.read(0, { count: 1, bytes: 1 })
    if (entry === undefined) throw new Error('nothing was appended')
    const spans = createFlushSpans(tracer)
    for (let reader = 0; reader < 300; reader += 1)
      spans.received(entry, { receivedAt: 1, paintedAt: 2, transport: 'websocket' })
    await stop()
    const paints = collector.seen.filter(({ name }) => name === 'paint events').length
    expect(paints).toBeGreaterThan(0)
    expect(paints).toBeLessThan(10)
  })

  it('begin no trace for a script that nobody traced asked for', async () => {
    const collector = await listenCollector()
    const { tracer, stop } = await start(collector.url)
    const client = traceScripts({ evalsha: async () => 'done' } as unknown as RedisClient, tracer)
    expect(await client.evalsha('sha', 0)).toBe('done')
    await tracer.run({ name: 'work' }, async () => void (await client.evalsha('sha', 0)))
    await stop()
    expect(collector.seen.map(({ name }) => name.split(' ')[0])).toEqual(['EVALSHA', 'work'])
  })

  it('say which append failed', async () => {
    const collector = await listenCollector()
    const { log, plain } = await start(collector.url)
    await plain.stop()
    await log.append([traced(SAMPLED)])
    expect(await collector.find('append events')).toMatchObject({
      failed: true,
      attributes: { 'error.type': 'unavailable' },
    })
  })

  it('give log lines the ids of the span they are written in', async () => {
    const collector = await listenCollector()
    const { tracer } = await start(collector.url)
    await tracer.run({ name: 'work', parent: SAMPLED }, async () => {
      expect(traceInHand()?.trace_id).toBe(PUBLISHER.traceId)
    })
    expect(traceInHand()).toBeUndefined()
  })

  it('are limited where nobody else began them', async () => {
    const collector = await listenCollector()
    const { tracer, stop } = await start(collector.url)
    await Promise.all(Array.from({ length: 500 }, () => tracer.run({ name: 'root' }, async () => {})))
    await stop()
    expect(collector.seen.length).toBeGreaterThan(0)
    expect(collector.seen.length).toBeLessThan(500)
  })

  it.each(['refuses', 'is not there'])(
    'disturb nobody when the collector %s',
    async (kind) => {
      const collector = await listenCollector(kind === 'refuses' ? 400 : 200)
      const { tracer, log, stop } = await start(kind === 'refuses' ? collector.url : 'http://127.0.0.1:1')
      for (let count = 0; count < 20; count += 1) {
        expect((await log.append([traced(SAMPLED)])).kind).toBe('appended')
      }
      await waitFor(() => tracer.stats().failed > 0, { what: 'a counted failure' })
      await stop()
      expect(tracer.stats()).toMatchObject({ ended: 20, exported: 0 })
    },
    TIMEOUT_MS,
  )

  it('are not made at all without a collector', async () => {
    const { tracer, log, plain } = await start(undefined)
    expect(tracer.enabled).toBe(false)
    expect(log).toBe(plain)
    expect(await tracer.run({ name: 'work' }, async ({ traceparent }) => traceparent)).toBeUndefined()
  })
})
