import type { AlertView } from '@nobet/contracts'
import { expect, it, vi } from 'vitest'
import { renderApp } from '../../testing/renderApp.tsx'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

const critical: AlertView = {
  fingerprint: 'f1',
  alertname: '<b>Disk</b>',
  labels: { alertname: 'Disk' },
  annotations: { summary: '<img src=x onerror=alert(1)>', runbook_url: 'https://evil.example/' },
  startsAt: '2026-11-22T10:00:00Z',
  severity: 'critical',
}
const session = (...permissions: string[]) => ({
  user: { name: 'elif', role: 'operator' },
  auth: 'none',
  permissions,
})
const cardOf = (host: Element) => host.querySelector('[data-toast="alert:f1"]')
const buttonsOf = (host: Element) =>
  [...(cardOf(host)?.querySelectorAll('button, a') ?? [])].map(
    (one) => one.textContent || one.getAttribute('aria-label'),
  )

it('shows what a label or annotation says as text, and no link that only the event gives', async () => {
  const { host, until, unmount } = await renderApp({ alerts: [critical], answers: { '/session': session() } })
  await until(() => expect(cardOf(host)).not.toBeNull())
  expect(cardOf(host)?.textContent).toContain('<img src=x onerror=alert(1)>')
  expect(cardOf(host)?.querySelector('img, b b')).toBeNull()
  expect(host.querySelector('a[href*="evil"]')).toBeNull()
  expect(cardOf(host)?.textContent).toContain('nothing on this screen can wake anyone')
  expect(buttonsOf(host)).toEqual(['Open', 'Dismiss'])
  await unmount()
})

it('acknowledges by key, keeps a critical until that is done, and says why it was not', async () => {
  let asked = 0
  const refuse = () => {
    asked += 1
    const title = 'Alertmanager cannot be reached; nothing was changed'
    return Response.json({ type: 'about:blank', title, status: 503 }, { status: 503 })
  }
  const answers = { '/session': session('alerts:ack'), '/f1/ack': refuse }
  const { host, until, unmount, press } = await renderApp({ alerts: [critical], answers })
  await until(() => expect(buttonsOf(host)).toEqual(['Open', 'Acknowledge']))
  await press('F6')
  expect(document.activeElement).toBe(cardOf(host))
  await press('a', {}, cardOf(host))
  await until(() => expect(cardOf(host)?.textContent).toContain('Not acknowledged: Alertmanager cannot be reached'))
  expect(asked).toBe(1)
  expect(buttonsOf(host)).toEqual(['Open', 'Acknowledge', 'Dismiss'])
  await unmount()
})
