import type { AlertView, ModuleView } from '@nobet/contracts'
import { expect, it } from 'vitest'
import { buildModule } from '../../testing/renderApp.tsx'
import { toSign } from './startTabSign.ts'

const alert = (severity: AlertView['severity'], acknowledged = false): AlertView => ({
  fingerprint: 'f',
  alertname: 'A',
  labels: {},
  annotations: {},
  startsAt: '2026-11-22T17:00:00Z',
  severity,
  ...(acknowledged && { acknowledged: { by: 'elif', at: '2026-11-22T17:01:00Z' } }),
})
const world = (alerts: readonly AlertView[], modules: readonly ModuleView[] = []) => ({
  alerts: Object.fromEntries(alerts.map((one, i) => [String(i), one])),
  modules: Object.fromEntries(modules.map((one) => [one.id, one])),
})

it('counts criticals nobody is on and modules that are down', () => {
  const alerts = [alert('critical'), alert('critical', true), alert('warning')]
  expect(toSign(world(alerts, [buildModule({ state: 'down' })]))).toEqual({ tone: 'bad', count: 2 })
})

it('falls back to warnings, then to calm', () => {
  expect(toSign(world([alert('warning'), alert('info')]))).toEqual({ tone: 'warn', count: 1 })
  expect(toSign(world([alert('info'), alert('critical', true)]))).toEqual({ tone: 'calm', count: 0 })
})
