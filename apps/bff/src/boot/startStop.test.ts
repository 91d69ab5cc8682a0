import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { STREAM } from '@nobet/contracts'
import { waitFor } from '@nobet/testkit'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Panel } from './panelDeps.ts'
import { startTestPanel, tryTestPanel } from './testPanel.ts'

const panels: Panel[] = []
const start = async (env: Record<string, string> = {}) => {
  const panel = await startTestPanel(env)
  panels.push(panel)
  return panel
}
afterEach(async () => {
  await Promise.all(panels.splice(0).map((panel) => panel.stop()))
})

const json = async (url: string): Promise<unknown> => await (await fetch(url)).json()

test('a port taken by another is said with the variable that sets it', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const outcome = await tryTestPanel({ NOBET_PORT: String(port) })
  expect(outcome).toEqual({
    kind: 'refused',
    reason: `port ${port} on 127.0.0.1 is taken by another process; set NOBET_PORT to a free one`,
  })
  await new Promise((resolve) => other.close(resolve))
})

test('off loopback without authentication it does not start', async () => {
  expect(await tryTestPanel({ NOBET_HOST: '0.0.0.0' })).toMatchObject({ kind: 'refused' })
})

test('under a base path it answers with the prefix and, for a proxy that strips it, without', async () => {
  const panel = await start({ NOBET_BASE_PATH: '/ops/nobet' })
  expect(panel.url).toMatch(/\/ops\/nobet\/$/)
  const { origin } = new URL(panel.url)
  for (const prefix of ['/ops/nobet', '']) {
    expect(await json(`${origin}${prefix}/healthz`)).toEqual({ status: 'ok' })
    expect(await json(`${origin}${prefix}/api/v1/session`)).toMatchObject({ user: { name: 'local-admin' } })
  }
  expect((await fetch(`${origin}/ops/nobetx/api/v1/session`)).headers.get('content-type')).not.toContain('json')
})

test('metrics move to their own port', async () => {
  const free = createServer()
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
  const { port } = free.address() as AddressInfo
  await new Promise((resolve) => free.close(resolve))
  const panel = await start({ NOBET_METRICS_PORT: String(port) })
  expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain('nobet_event_log_length')
  expect(panel.routes).not.toContain('GET /metrics')
  const foreign = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { origin: 'https://evil.example' } })
  expect(foreign.status).toBe(403)
})

test('an upstream that is configured but away is unavailable, in the sources and as an event', async () => {
  const panel = await start({ NOBET_PROMETHEUS_URL: 'http://127.0.0.1:9' })
  const page = await waitFor(async () => {
    const found = await json(`${panel.url}api/v1/events?types=upstream.degraded`)
    return JSON.stringify(found).includes('prometheus') ? found : undefined
  })
  expect(page).toMatchObject({ events: [{ event: { subject: 'prometheus', data: { state: 'unavailable' } } }] })
  expect(await json(`${panel.url}readyz`)).toMatchObject({ status: 'degraded' })
})

test('stopping tells open streams goodbye and closes them with 1012, once, and frees the port', async () => {
  const panel = await startTestPanel()
  const socket = new WebSocket(`${panel.url.replace('http', 'ws')}api/v1/stream`, STREAM.subprotocol)
  const frames: string[] = []
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)))
  socket.on('message', (data: Buffer) => void frames.push(data.toString()))
  socket.on('open', () => socket.send(JSON.stringify({ op: 'hello', topics: ['*'] })))
  await waitFor(() => frames.some((frame) => frame.includes('"welcome"')))
  await Promise.all([panel.stop(), panel.stop()])
  expect(await closed).toBe(1012)
  expect(frames.at(-1)).toContain('"draining"')
  await expect(fetch(panel.url)).rejects.toThrow('fetch failed')
})
