import { expect, test } from 'vitest'
import { judgeDrillRoute } from './drillRoute.ts'

const LABELS = { alertname: 'NobetDrill', drill: 'true', severity: 'warning' }
const HOOK = 'http://127.0.0.1:4400/hooks/alertmanager'

const RECEIVERS = `
receivers:
  - name: panel
    webhook_configs: [{ url: ${HOOK}, send_resolved: true }]
  - name: on-call
    pagerduty_configs: [{ routing_key: <secret> }]
  - name: chat
    webhook_configs: [{ url: https://chat.example.com/in }]
  - name: nobody
`

const verdict = (route: string) => judgeDrillRoute(`route:\n${route}\n${RECEIVERS}`, LABELS)

test('a drill is on where its route leads to the panel alone', () => {
  expect(verdict(`  receiver: on-call\n  routes: [{ matchers: ['drill="true"'], receiver: panel }]`)).toEqual({
    enabled: true,
  })
  expect(verdict(`  receiver: on-call\n  routes: [{ match: { drill: "true" }, receiver: panel }]`).enabled).toBe(true)
  expect(verdict(`  receiver: panel`).enabled).toBe(true)
})

test.each([
  ['the root wakes people', `  receiver: on-call`],
  [
    'it continues to people',
    `  receiver: panel\n  routes: [{ matchers: ['drill="true"'], receiver: panel, continue: true }, { receiver: on-call }]`,
  ],
  [
    'a child catches everything first',
    `  receiver: panel\n  routes: [{ matchers: ['severity=~"warning|critical"'], receiver: chat }]`,
  ],
  [
    'an unreadable matcher may match',
    `  receiver: panel\n  routes: [{ matchers: ['drill == yes'], receiver: on-call }]`,
  ],
  ['it reaches nobody', `  receiver: nobody`],
])('a drill is off when %s', (_why, route) => {
  expect(verdict(route)).toMatchObject({ enabled: false, reason: expect.stringContaining('drill') })
})

test('without a configuration it can read it is off', () => {
  expect(judgeDrillRoute(undefined, LABELS).enabled).toBe(false)
  expect(judgeDrillRoute('route: [', LABELS).enabled).toBe(false)
})
