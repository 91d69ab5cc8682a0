import { fakeClock } from '@nobet/testkit'
import { describe, expect, it } from 'vitest'
import { fakePanel } from './testing/fakePanel.ts'
import { follow, upTo } from './testing/follow.ts'

const setUp = (...rest: Parameters<typeof follow> extends [unknown, unknown, ...infer R] ? R : never) => {
  const clock = fakeClock()
  const panel = fakePanel(clock)
  return { clock, panel, ...follow(panel, clock, ...rest) }
}

describe('falling and climbing', () => {
  it('is live on WebSocket and delivers what is published', async () => {
    const { clock, panel, client, offsets, kind } = setUp()
    expect(kind()).toBe('connecting')
    await clock.advance(10)
    panel.publish(3)
    expect(kind()).toBe('live')
    expect(offsets()).toEqual([1, 2, 3])
    await clock.advance(1_000)
    expect(client.report().stats).toMatchObject({ transport: 'websocket', session: 's', cursor: 'e1:3' })
    client.stop()
  })

  it('falls to SSE within two seconds when the upgrade is refused or hangs, and says so', async () => {
    for (const way of ['refused', 'hanging'] as const) {
      const clock = fakeClock()
      const panel = fakePanel(clock)
      panel.setWay('websocket', way)
      const { client, offsets } = follow(panel, clock)
      await clock.advance(2_000)
      panel.publish(2)
      await clock.advance(10)
      expect(client.report().state).toMatchObject({ kind: 'fallback', transport: 'sse' })
      expect(client.report().stats.upgradeBlocked).toBe(true)
      expect(offsets()).toEqual([1, 2])
      client.stop()
    }
  })

  it('goes down to the long poll, then offline, and back up to WebSocket without losing or doubling', async () => {
    const { clock, panel, client, offsets, states, gaps, kind } = setUp()
    await clock.advance(15_000)
    panel.publish(2)
    panel.setWay('websocket', 'refused')
    expect(kind()).toBe('reconnecting')
    await clock.advance(2_000)
    panel.publish(2)
    await clock.advance(10)
    expect(client.report().stats.transport).toBe('sse')
    panel.setWay('sse', 'refused')
    panel.publish(2)
    await clock.advance(2_000)
    expect(client.report().state).toMatchObject({ kind: 'fallback', transport: 'poll', maxAgeMs: 10_000 })
    panel.publish(2)
    await clock.advance(1_000)
    expect(offsets()).toEqual(upTo(8))
    panel.setWay('poll', 'refused')
    panel.publish(2)
    await clock.advance(60_000)
    expect(kind()).toBe('offline')
    for (const transport of ['sse', 'poll', 'websocket'] as const) panel.setWay(transport, 'open')
    await clock.advance(60_000)
    panel.publish(2)
    expect(kind()).toBe('live')
    expect(offsets()).toEqual(upTo(12))
    expect(gaps.at(-1)).toMatchObject({ recovered: 2, lost: 0, reason: 'disconnected' })
    expect(states).toEqual([
      'live',
      'reconnecting',
      'fallback',
      'reconnecting',
      'fallback',
      'reconnecting',
      'offline',
      'live',
    ])
    client.stop()
    expect(clock.pendingTimers()).toBe(0)
  })

  it('climbs make-before-break: the state never leaves "fallback" until it is "live"', async () => {
    const clock = fakeClock()
    const panel = fakePanel(clock)
    panel.setWay('websocket', 'refused')
    const { client, states, offsets } = follow(panel, clock)
    await clock.advance(2_000)
    panel.setWay('websocket', 'open')
    for (let second = 0; second < 40; second += 1) {
      panel.publish(1)
      await clock.advance(1_000)
    }
    expect(states).toEqual(['connecting', 'fallback', 'live'])
    expect(offsets()).toEqual(upTo(40))
    expect(panel.sessions()).toEqual(['websocket'])
    expect(client.report().stats.upgradeBlocked).toBe(false)
    client.stop()
  })

  it('keeps to a forced transport until it is set free', async () => {
    const { clock, panel, client } = setUp()
    await clock.advance(10)
    client.force('poll')
    await clock.advance(60_000)
    expect(client.report().stats).toMatchObject({ transport: 'poll', forced: 'poll' })
    expect(panel.sessions()).toEqual([])
    client.force(undefined)
    await clock.advance(1_000)
    expect(client.report().stats).toMatchObject({ transport: 'websocket', forced: undefined })
    client.stop()
  })
})

describe('asking politely', () => {
  it('comes back no sooner than Retry-After says, whatever wakes it', async () => {
    let wake = () => {}
    const clock = fakeClock()
    const panel = fakePanel(clock)
    panel.setWay('websocket', 'refused')
    panel.setRetryAfter('20')
    const environment = { onWake: (listener: () => void) => ((wake = listener), () => {}) }
    const { client } = follow(panel, clock, {}, { environment })
    await clock.advance(2_000)
    panel.setWay('websocket', 'open')
    wake()
    await clock.advance(17_000)
    expect(panel.asked).toEqual([])
    await clock.advance(10_000)
    expect(client.report().state.kind).toBe('live')
    client.stop()
  })

  it('calls a refused token unauthorized, and tries again slowly or when told to', async () => {
    const { clock, panel, client, kind } = setUp()
    await clock.advance(10)
    panel.closeSockets(4401)
    expect(client.report().state).toMatchObject({ kind: 'unauthorized', reason: 'unauthorized' })
    const asked = panel.asked.length
    await clock.advance(14_000)
    expect(panel.asked).toHaveLength(asked)
    client.reconnectNow()
    await clock.advance(10)
    expect(kind()).toBe('live')
    client.stop()
  })

  it('obeys a goodbye, and keeps the old connection until the new one is there', async () => {
    const { clock, panel, client, states } = setUp()
    await clock.advance(10)
    panel.tellAll({ op: 'goodbye', reason: 'draining', retryAfterMs: 3_000 })
    await clock.advance(2_500)
    expect(panel.asked).toHaveLength(1)
    await clock.advance(1_000)
    expect(panel.asked).toHaveLength(2)
    expect(states).toEqual(['live'])
    client.stop()
  })

  it('says hello with the cursor of the newest frame, never with that of a welcome', async () => {
    const { clock, panel, client } = setUp({ after: undefined as never })
    panel.publish(5)
    await clock.advance(10)
    panel.cut('websocket')
    await clock.advance(2_000)
    expect(panel.asked.map((ask) => ask.after)).toEqual([undefined, undefined])
    panel.heartbeat()
    panel.cut('websocket')
    await clock.advance(2_000)
    expect(panel.asked.at(-1)?.after).toBe('e1:5')
    client.stop()
  })
})

describe('losing', () => {
  it('tells what the log no longer holds, before what it recovered, and asks for a snapshot', async () => {
    const { clock, panel, client, gaps, resyncs, offsets, late } = setUp()
    await clock.advance(10)
    panel.publish(2)
    for (const transport of ['websocket', 'sse', 'poll'] as const) panel.setWay(transport, 'refused')
    panel.publish(5)
    panel.evict(2)
    panel.setWay('websocket', 'open')
    await clock.advance(30_000)
    expect(gaps).toMatchObject([{ lost: 3, recovered: 2, fromCursor: 'e1:2' }])
    expect(resyncs).toHaveLength(1)
    expect(offsets()).toEqual([1, 2, 6, 7])
    expect(late).toEqual(['e1:6', 'e1:7'])
    expect(client.report().stats).toMatchObject({ lost: 3, recovered: 2 })
    client.stop()
  })

  it('says that it cannot know what a new epoch has lost', async () => {
    const { clock, panel, client, gaps, delivered } = setUp()
    await clock.advance(10)
    panel.publish(1)
    panel.restart()
    await clock.advance(30_000)
    panel.publish(1)
    expect(gaps).toMatchObject([{ lost: null, reason: 'epoch_changed', fromCursor: 'e1:1' }])
    expect(delivered).toEqual(['e1:1', 'e2:1'])
    client.stop()
  })

  it('asks the log again when a frame vanished or came broken', async () => {
    for (const fault of ['drop', 'corrupt'] as const) {
      const { clock, panel, client, offsets, gaps } = setUp()
      await clock.advance(10)
      panel.injectFault(fault)
      panel.publish(3)
      panel.publish(2)
      await clock.advance(10_000)
      expect(offsets()).toEqual(upTo(5))
      expect(gaps).toMatchObject([{ reason: 'frame_missing', lost: 0 }])
      client.stop()
    }
  })

  it('counts nonsense and ops it does not know without falling over', async () => {
    const { clock, panel, client, offsets, kind } = setUp()
    await clock.advance(10)
    panel.tellAll({ op: 'pong', time: 7 })
    panel.tellAll({ op: 'weather', sun: true })
    panel.publish(1)
    expect(client.report().stats.malformed).toBe(0)
    await clock.advance(1_000)
    expect(client.report().stats.malformed).toBe(1)
    expect(offsets()).toEqual([1])
    expect(kind()).toBe('live')
    client.stop()
  })
})

describe('what the owner asks of a live link', () => {
  it('changes topics in place over WebSocket, and by a new connection below it', async () => {
    const { clock, panel, client, states } = setUp({ topics: ['alerts'] })
    await clock.advance(10)
    client.setTopics(['alerts'])
    client.setTopics(['cache', 'console'])
    expect(panel.told.slice(-2)).toMatchObject([
      { op: 'subscribe', topics: ['cache', 'console'] },
      { op: 'unsubscribe', topics: ['alerts'] },
    ])
    client.force('sse')
    await clock.advance(10)
    client.setTopics(['audit'])
    await clock.advance(10)
    expect(panel.asked.map(({ transport }) => transport)).toEqual(['websocket', 'sse', 'sse'])
    expect(states).toEqual(['live', 'fallback'])
    client.stop()
  })

  it('sends receipts for what was painted, and not more than ten a second', async () => {
    const { clock, panel, client } = setUp()
    await clock.advance(10)
    for (let paint = 0; paint < 30; paint += 1) client.reportPaint('e1:1', 2, 7)
    const receipts = panel.told.filter(({ op }) => op === 'receipt')
    expect(receipts).toHaveLength(10)
    expect(receipts[0]).toEqual({ op: 'receipt', cursor: 'e1:1', sentMs: 8, paintedMs: 5 })
    client.stop()
  })

  it('holds back what is below the asked severity, should the server send it', async () => {
    const { clock, panel, client, offsets } = setUp({ minSeverity: 'warning' })
    await clock.advance(10)
    panel.publish(2)
    expect(offsets()).toEqual([])
    client.stop()
  })
})

describe('sleep, silence and owners', () => {
  it('takes two heartbeats of silence for a dead link', async () => {
    const clock = fakeClock()
    const panel = fakePanel(clock)
    panel.setWay('websocket', 'refused')
    const { client, states, offsets } = follow(panel, clock)
    client.force('sse')
    for (let beat = 0; beat < 6; beat += 1) {
      await clock.advance(5_000)
      panel.heartbeat()
    }
    expect(client.report().state.kind).toBe('fallback')
    panel.publish(1)
    await clock.advance(12_500)
    expect(states).toEqual(['connecting', 'fallback', 'reconnecting', 'fallback'])
    expect(client.report().stats.history.map(({ reason }) => reason)).toContain('silent')
    expect(offsets()).toEqual([1])
    client.stop()
  })

  it('keeps a healthy link whose timers are throttled', async () => {
    const clock = fakeClock()
    const panel = fakePanel(clock)
    // One tick a minute, as in a tab hidden for long; messages come in all the same.
    const throttled = { ...clock, setTimer: (run: () => void, ms: number) => clock.setTimer(run, Math.max(ms, 60_000)) }
    const { client, states } = follow(panel, clock, {}, { clock: throttled })
    await clock.advance(10)
    for (let beat = 0; beat < 60; beat += 1) {
      await clock.advance(5_000)
      panel.heartbeat()
    }
    expect(states).toEqual(['live'])
    expect(client.report().stats.history).toHaveLength(1)
    client.stop()
  })

  it('does not call a woken machine live before the server has answered', async () => {
    let wake = () => {}
    const environment = { onWake: (listener: () => void) => ((wake = listener), () => {}) }
    const { clock, client, states, kind } = setUp({}, { environment })
    await clock.advance(10)
    clock.shiftWall(3_600_000)
    wake()
    expect(states).toEqual(['live', 'reconnecting', 'live'])
    expect(kind()).toBe('live')
    client.stop()
  })

  it('reports a listener that throws and goes on', async () => {
    const faults: unknown[] = []
    const onEvents = () => {
      throw new Error('mine')
    }
    const { clock, panel, client } = setUp({ onEvents }, { reportFault: (error) => faults.push(error) })
    await clock.advance(10)
    panel.publish(1)
    panel.publish(1)
    await clock.advance(1_000)
    expect(faults).toHaveLength(2)
    expect(client.report().stats.received).toBe(2)
    client.stop()
    client.stop()
    expect(client.report().state.kind).toBe('stopped')
    expect(clock.pendingTimers()).toBe(0)
  })

  it('holds its history to fifty transitions', async () => {
    const { clock, panel, client } = setUp()
    for (let turn = 0; turn < 60; turn += 1) {
      await clock.advance(40_000)
      panel.cut('websocket')
      panel.cut('sse')
    }
    expect(client.report().stats.history).toHaveLength(50)
    client.stop()
  })
})
