import { AuditRecorded, type CloudEvent, parseWith } from '@nobet/contracts'
import { fakeClock } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { type AuditEntry, startAudit } from './startAudit.ts'

const DENIED: AuditEntry = {
  actor: 'anonymous',
  action: 'GET /api/v1/modules',
  outcome: 'denied',
  reason: 'unauthorized',
}

function open() {
  const clock = fakeClock()
  const events: CloudEvent[] = []
  let lastId = 0
  const audit = startAudit({ clock, newId: () => `id-${++lastId}`, publish: (event) => void events.push(event) })
  const records = () =>
    events.map(({ data }) => {
      const parsed = parseWith(AuditRecorded, data)
      if (!parsed.ok) throw new Error('not an audit record')
      return parsed.value
    })
  return { audit, clock, events, records }
}

test('a denied request is told at once, as an event only admins read', () => {
  const { audit, events } = open()
  audit.record(DENIED)
  expect(events).toMatchObject([{ type: 'audit.recorded', source: '/nobet', severity: 'warning', data: DENIED }])
})

test('an attack is told in numbers: none is lost and the log is not flooded', async () => {
  const { audit, clock, records } = open()
  for (let second = 0; second < 600; second += 1) {
    for (let i = 0; i < 100; i += 1) audit.record(DENIED)
    await clock.advance(1_000)
  }
  audit.stop()
  const counts = records().map(({ count }) => count ?? 0)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60_000)
  expect(counts.length).toBeLessThan(10)
  expect(clock.pendingTimers()).toBe(0)
})

test('kinds of denial without bound share one record', () => {
  const { audit, records } = open()
  for (let i = 0; i < 10_000; i += 1) audit.record({ ...DENIED, actor: `user-${i}` })
  expect(records().length).toBeLessThan(300)
  audit.stop()
  expect(records().reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(10_000)
})

test('after a quiet time it is told at once again', async () => {
  const { audit, clock, records } = open()
  audit.record(DENIED)
  await clock.advance(60_000)
  audit.record(DENIED)
  expect(records().map(({ count }) => count)).toEqual([1, 1])
  audit.stop()
})

test('each write is a record of its own', () => {
  const { audit, records } = open()
  const write: AuditEntry = { actor: 'elif', action: 'POST /api/v1/modules/:id/probe', outcome: 'allowed' }
  audit.record(write)
  audit.record(write)
  expect(records()).toEqual([write, write])
  audit.stop()
})
