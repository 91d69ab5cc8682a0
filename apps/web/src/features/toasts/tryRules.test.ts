import type { LoggedEvent } from '@nobet/contracts'
import { DEFAULT_NOTIFICATION_RULES } from '@nobet/domain/toasts'
import { expect, it } from 'vitest'
import { minuteOfDay } from './minuteOfDay.ts'
import { tryRules } from './tryRules.ts'

const START = Date.parse('2026-11-22T17:00:00Z')

const firing = (i: number, severity: LoggedEvent['severity'], afterMs: number): LoggedEvent => ({
  specversion: '1.0',
  id: String(i),
  source: '/alertmanager',
  type: 'alert.firing',
  time: new Date(START + afterMs).toISOString(),
  severity,
  data: {
    fingerprint: `f${i}`,
    alertname: 'Slow',
    labels: { alertname: 'Slow', team: i % 2 === 0 ? 'even' : 'odd' },
    annotations: {},
    startsAt: new Date(START).toISOString(),
  },
})
const noon = () => 12 * 60

it('tells how many toasts and sounds an hour would have made', () => {
  const storm = Array.from({ length: 40 }, (_, i) => firing(i, 'warning', i * 10))
  const late = firing(99, 'critical', 600_000)
  const trial = tryRules([...storm, late], DEFAULT_NOTIFICATION_RULES, noon)
  expect(trial).toMatchObject({ notices: 41, sounds: 2, notes: 1, held: { floor: 0, muted: 0 } })
  expect(trial.toasts).toBeLessThanOrEqual(5)
})

it('says what each rule keeps back', () => {
  const events = Array.from({ length: 10 }, (_, i) => firing(i, i < 4 ? 'info' : 'critical', i * 60_000))
  const filters = [{ effect: 'mute' as const, label: 'team', value: 'odd' }]
  const trial = tryRules(events, { ...DEFAULT_NOTIFICATION_RULES, floor: 'warning', filters }, noon)
  expect(trial).toMatchObject({ notices: 10, toasts: 3, held: { floor: 4, muted: 3 } })
})

it('reads the hour of each event by the wall clock of the zone', () => {
  expect(minuteOfDay(START, 'Europe/Istanbul')).toBe(20 * 60)
  expect(minuteOfDay(START, 'UTC')).toBe(17 * 60)
})
