import { fakeClock } from '@nobet/testkit'
import { expect, it } from 'vitest'
import { createActivity } from './activity.ts'

it('says nothing of latency, errors or cache before there was any call or read', async () => {
  const clock = fakeClock()
  const activity = createActivity(clock)
  await clock.advance(10_000)
  expect(activity.sample()).toEqual({ windowMs: 10_000, callsPerMinute: 0 })
})

it('tells of events that were lost, in every sample from then on', () => {
  const activity = createActivity(fakeClock())
  activity.onEventsDropped(3)
  expect(activity.sample()).toMatchObject({ eventsDropped: 3 })
  expect(activity.sample()).toMatchObject({ eventsDropped: 3 })
})

it('reports rate, error ratio, quantiles and cache hits of the last minute only', async () => {
  const clock = fakeClock()
  const activity = createActivity(clock)
  activity.onCall(9_999, true)
  await clock.advance(61_000)
  for (const ms of [10, 20, 30, 40]) activity.onCall(ms, ms === 40)
  for (const hit of [true, true, false]) activity.onCacheRead(hit)
  expect(activity.sample()).toEqual({
    windowMs: 60_000,
    callsPerMinute: 4,
    errorRatio: 0.25,
    latencyMs: { p50: 20, p95: 40, p99: 40 },
    cacheHitRatio: 0.667,
  })
})
