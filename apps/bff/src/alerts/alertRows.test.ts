import type { World } from '@nobet/contracts'
import { createReadLink, type MergedAlert } from '@nobet/domain/alerts'
import { emptyWorld } from '@nobet/domain/world'
import { expect, test } from 'vitest'
import type { AlertmanagerView } from '../sources/alertmanager/watchPeers.ts'
import { toAlertRows } from './alertRows.ts'

const at = (seconds: number) => new Date(Date.parse('2026-11-23T03:00:00Z') + seconds * 1_000).toISOString()

const held = (startsAt = at(0)): MergedAlert => ({
  fingerprint: 'a',
  labels: { alertname: 'RedisDown', severity: 'critical' },
  annotations: {},
  startsAt,
  receivers: [{ name: 'panel' }],
  status: { state: 'active', silencedBy: [], inhibitedBy: [] },
  peers: ['http://a'],
})

const view = (...alerts: MergedAlert[]): AlertmanagerView => ({
  observedAt: Date.parse(at(1)),
  alerts,
  silences: [],
  peers: [],
  watchdog: { state: 'live', lastSeenAt: at(0) },
  answered: true,
  concludes: true,
  seen: new Set(),
})

const rowsOf = (alerts: MergedAlert[], world: Partial<World> = {}) =>
  toAlertRows(view(...alerts), { ...emptyWorld, ...world }, createReadLink([])).map(({ fingerprint }) => fingerprint)

test('what was resolved since the last reading is gone at once, a new episode of it is not', () => {
  expect(rowsOf([held()])).toEqual(['a'])
  const ended = { a: { startsAt: at(0), at: at(5) } }
  expect(rowsOf([held()], { ended })).toEqual([])
  expect(rowsOf([held(at(9))], { ended })).toEqual(['a'])
  // Opened again by the next reading: the log says so.
  const open = { ...held(), alertname: 'RedisDown', severity: 'critical' as const }
  expect(rowsOf([held()], { ended, alerts: { a: open } })).toEqual(['a'])
})

test('what was told and is not read yet is there at once', () => {
  const told = { ...held(), alertname: 'RedisDown', severity: 'critical' as const }
  expect(rowsOf([], { alerts: { a: told } })).toEqual(['a'])
})
