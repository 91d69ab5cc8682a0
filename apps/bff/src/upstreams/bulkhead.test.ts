import { fakeClock } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { createBulkhead } from './bulkhead.ts'

const OPTIONS = { places: 2, queue: 2, waitMs: 5_000 }
const never = new AbortController().signal

test('so many get a place, so many wait in order, the rest are told at once', async () => {
  const clock = fakeClock()
  const bulkhead = createBulkhead(clock, OPTIONS)
  expect([bulkhead.acquire(never), bulkhead.acquire(never)]).toEqual(['got', 'got'])
  const waiting = [bulkhead.acquire(never), bulkhead.acquire(never)]
  expect(bulkhead.acquire(never)).toBe('full')
  bulkhead.release()
  expect(await waiting[0]).toBe('got')
  bulkhead.release()
  expect(await waiting[1]).toBe('got')
  expect(clock.pendingTimers()).toBe(0)
})

test('who waits too long is told, and takes no place', async () => {
  const clock = fakeClock()
  const bulkhead = createBulkhead(clock, { ...OPTIONS, places: 1 })
  void bulkhead.acquire(never)
  const late = bulkhead.acquire(never)
  await clock.advance(OPTIONS.waitMs)
  expect(await late).toBe('late')
  bulkhead.release()
  expect(bulkhead.acquire(never)).toBe('got')
})

test('who leaves while waiting makes room for the next', async () => {
  const clock = fakeClock()
  const bulkhead = createBulkhead(clock, { ...OPTIONS, places: 1, queue: 1 })
  void bulkhead.acquire(never)
  const leaving = new AbortController()
  const left = bulkhead.acquire(leaving.signal)
  leaving.abort()
  expect(await left).toBe('cancelled')
  const next = bulkhead.acquire(never)
  bulkhead.release()
  expect(await next).toBe('got')
  expect(bulkhead.acquire(AbortSignal.abort())).toBe('cancelled')
  expect(clock.pendingTimers()).toBe(0)
})
