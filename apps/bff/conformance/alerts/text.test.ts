// What stands in labels and annotations is text of strangers: it is never markup, and a link leads only where it may.
import { waitFor } from '@nobet/testkit'
import { beforeAll, expect, test } from 'vitest'
import { get, type Outside, startOutside } from '../outsider.fixture.ts'
import { onFileFinished, rowOf, tell, toAlert, TOKEN } from './alerts.fixture.ts'

let at: Outside
beforeAll(async () => {
  at = await startOutside({
    NOBET_WEBHOOK_TOKEN: TOKEN,
    NOBET_GRAFANA_URL: 'http://grafana.example:3000',
    NOBET_ALERTS_LINK_HOSTS: 'runbooks.example',
  })
  onFileFinished(() => at.panel.stop())
})

async function show(annotations: Readonly<Record<string, string>>, labels = { alertname: 'Text', severity: 'info' }) {
  const alert = toAlert({ labels, annotations })
  await tell(at, alert)
  return await waitFor(() => rowOf(at, alert), { what: 'the alert is open' })
}

test('HTML stays the text it is, in JSON that no browser takes for a page', async () => {
  const html = '<img src=x onerror=alert(1)>"\'</script><b>é\u202E'
  const row = await show({ summary: html, description: html }, { alertname: html, severity: html })
  expect(row).toMatchObject({ alertname: html, severity: 'warning', annotations: { summary: html, description: html } })
  const answer = await get(at, 'api/v1/alerts')
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test.each([
  'https://runbooks.example/redis-down#now',
  'http://runbooks.example:8080/x',
  'https://RUNBOOKS.example/x',
  'http://grafana.example:3000/d/redis',
])('a link to an allowed host is one: %s', async (url) => {
  const row = await show({ runbook_url: url, dashboard_url: url })
  expect([row.runbookUrl, row.dashboardUrl]).toEqual([new URL(url).href, new URL(url).href])
})

test.each([
  'javascript:alert(1)',
  'JavaScript://runbooks.example/%0aalert(1)',
  ' javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'ftp://runbooks.example/x',
  'https://evil.example/x',
  'https://runbooks.example.evil.example/x',
  'https://runbooks.example@evil.example/x',
  'https://evil.example/?https://runbooks.example',
  '//evil.example/x',
  '//runbooks.example/x',
  '/settings',
  'runbooks.example/x',
  '',
])('any other is none, and stays readable as text: %s', async (url) => {
  const row = await show({ runbook_url: url, dashboard_url: url })
  expect([row.runbookUrl, row.dashboardUrl]).toEqual([undefined, undefined])
  expect(row.annotations['runbook_url']).toBe(url)
})
