import { expect, it } from 'vitest'
import { judgeWatchdog, type WatchdogInput } from './judgeWatchdog.ts'

const MINUTE_MS = 60_000
const START = Date.parse('2026-11-22T12:00:00Z')
const at = (minutes: number) => START + minutes * MINUTE_MS
const iso = (minutes: number) => new Date(at(minutes)).toISOString()
const watchdog = (minutes: number) => ({
  labels: { alertname: 'Watchdog' },
  startsAt: iso(0),
  updatedAt: iso(minutes),
})
const judge = (over: Partial<WatchdogInput>) =>
  judgeWatchdog({
    held: [],
    answered: true,
    before: { state: 'unknown', lastSeenAt: null },
    now: at(10),
    startedAt: at(0),
    missingMs: 3 * MINUTE_MS,
    ...over,
  })

it('is live while it was repeated within the time configured, and missing after', () => {
  expect(judge({ held: [watchdog(7)] })).toEqual({ state: 'live', lastSeenAt: iso(7) })
  expect(judge({ held: [watchdog(6.9)] })).toEqual({ state: 'missing', lastSeenAt: iso(6.9) })
  expect(judge({ held: [watchdog(6.9)], missingMs: 4 * MINUTE_MS }).state).toBe('live')
})

it('remembers when it was last seen after Alertmanager has forgotten it', () => {
  const before = { state: 'live', lastSeenAt: iso(8) } as const
  expect(judge({ before })).toEqual({ state: 'live', lastSeenAt: iso(8) })
  expect(judge({ before, now: at(12) })).toEqual({ state: 'missing', lastSeenAt: iso(8) })
})

it('knows nothing while nobody answers, however long ago it was seen', () => {
  const before = { state: 'live', lastSeenAt: iso(1) } as const
  expect(judge({ before, answered: false })).toEqual({ state: 'unknown', lastSeenAt: iso(1) })
})

it('gives the first one time to come, and none to one that was seen and stopped', () => {
  expect(judge({ now: at(1) }).state).toBe('unknown')
  expect(judge({ now: at(2) }).state).toBe('missing')
  expect(judge({ now: at(0.5), missingMs: MINUTE_MS / 4 }).state).toBe('missing')
  expect(judge({ now: at(1), held: [watchdog(-5)] }).state).toBe('missing')
})
