import type { CloudEvent, LoggedEvent } from '@nobet/contracts'
import { judgeProbe, startTrack } from '@nobet/domain/health'
import { type FakeClock, fakeClock } from '@nobet/testkit'
import { expect, test } from 'vitest'
import type { EventLog } from '../log/eventLog.ts'
import { createMemoryLog } from '../log/memoryLog.ts'
import { followLog } from '../log/followLog.ts'
import { toCheckedEvent } from '../sources/mcp/toProbeEvents.ts'
import { createProbeAsks, PROBE_REQUESTED } from './probeAsks.ts'

const fail = (error: unknown) => expect.unreachable(String(error))
const target = { id: 'finbot', url: 'http://127.0.0.1:1/mcp' }

function toCheck(clock: FakeClock, id: string): CloudEvent {
  const { checked } = judgeProbe(
    startTrack({ at: clock.now() }),
    { outcome: 'passed', rungs: [], durationMs: 5 },
    { at: clock.now(), random: 0.5 },
  )
  return toCheckedEvent({ target, at: clock.now() }, id, checked)
}

/** A panel that asks and one that probes, on one log. */
function start({ append }: { readonly append?: EventLog['append'] } = {}) {
  const clock = fakeClock()
  const log = createMemoryLog(
    { clock, newEpoch: () => 'e1', reportError: fail },
    { events: 100, bytes: 1e8, ageMs: 1e9 },
  )
  let ids = 0
  const deps = {
    clock,
    log: append === undefined ? log : { ...log, append },
    newId: () => `id-${(ids += 1)}`,
    reportError: fail,
  }
  const asks = createProbeAsks(deps)
  const server = createProbeAsks(deps)
  const probed: string[] = []
  const probing = {
    async probeNow(id: string) {
      probed.push(id)
      await log.append([toCheck(clock, `check-${probed.length}`)])
      return { kind: 'stopped' } as const
    },
    stop: async () => {},
  }
  const requests: LoggedEvent[] = []
  const serving = { on: true }
  const following = followLog(
    { log, reportError: fail },
    {
      onEntry(entry) {
        if (entry.event.type === PROBE_REQUESTED) requests.push(entry.event)
        server.onLive(entry, serving.on ? probing : undefined)
        asks.onLive(entry, undefined)
      },
    },
  )
  return { clock, log, asks, probed, requests, serving, leave: following.stop }
}

test('the panel that probes is asked through the log, once for all who ask meanwhile', async () => {
  const { asks, probed, requests } = start()
  const answers = await Promise.all([asks.ask('finbot'), asks.ask('finbot')])
  expect(answers).toMatchObject([{ kind: 'checked', checked: { outcome: 'passed' } }, { kind: 'checked' }])
  expect(probed).toEqual(['finbot'])
  expect(requests).toMatchObject([{ source: '/console', module: 'finbot', severity: 'debug' }])
})

test('a probe that ended before it was asked for is no answer', async () => {
  const { clock, log, asks, serving } = start()
  serving.on = false
  await log.append([toCheck(clock, 'earlier')])
  const asked = asks.ask('finbot')
  await clock.advance(20_000)
  expect(await asked).toEqual({ kind: 'no_answer' })
})

test('while the log is away nobody can be asked, and that is said at once', async () => {
  const { asks } = start({ append: async () => ({ kind: 'unavailable', retryAfterMs: 1 }) })
  expect(await asks.ask('finbot')).toEqual({ kind: 'stopped' })
})

test('who still waits at the end is answered, and no timer is left', async () => {
  const { clock, asks, serving, leave } = start()
  serving.on = false
  const asked = asks.ask('finbot')
  await clock.advance(1)
  asks.stop()
  leave()
  expect(await asked).toEqual({ kind: 'stopped' })
  expect(clock.pendingTimers()).toBe(0)
})
