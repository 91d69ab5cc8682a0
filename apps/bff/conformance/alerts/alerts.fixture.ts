import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { AlertList, type AlertRow, EventsPage, WebhookStored } from '@nobet/contracts'
import { expect } from 'vitest'
import { get, type Json, type Outside, shaped } from '../outsider.fixture.ts'
import { onFileFinished, type Recorder, startRecorder } from '../proxies/proxies.fixture.ts'

export const TOKEN = 'the-bearer-of-the-tests'
const FOLDER = resolve(import.meta.dirname, 'recorded')
const JSON_TYPE = { 'content-type': 'application/json' }

interface Recording {
  readonly status: number
  readonly body: unknown
}
/** What a real Alertmanager said; our own files. */
export const recorded = (name: string) => JSON.parse(readFileSync(resolve(FOLDER, `${name}.json`), 'utf8')) as Recording

let made = 0
/** One alert of a webhook, as Alertmanager writes it; fingerprints stay apart by a counter. */
export function toAlert(over: Json = {}) {
  made += 1
  return {
    status: 'firing',
    labels: { alertname: 'Conformance', severity: 'critical', module: 'finbot' },
    annotations: { summary: 'a word' },
    startsAt: '2026-11-22T17:46:45.434Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: '',
    fingerprint: made.toString(16).padStart(16, '0'),
    ...over,
  }
}
export type SentAlert = ReturnType<typeof toAlert>

export const toWebhook = (alerts: readonly SentAlert[], over: Json = {}): Json => ({
  version: '4',
  groupKey: '{}:{}',
  receiver: 'panel',
  status: 'firing',
  alerts,
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: 'http://alertmanager.example',
  truncatedAlerts: 0,
  ...over,
})

/** `body` as it is when it is text. */
export const hook = (at: Outside, body: unknown, bearer: string | undefined = TOKEN): Promise<Response> =>
  fetch(new URL('hooks/alertmanager', at.url), {
    method: 'POST',
    headers: { ...JSON_TYPE, ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** Told and taken; how many transitions the log holds of it. */
export async function tell(at: Outside, ...alerts: SentAlert[]): Promise<number> {
  const response = await hook(at, toWebhook(alerts))
  expect(response.status).toBe(200)
  return (await shaped(WebhookStored, response)).stored
}

export const list = async (at: Outside, headers: Record<string, string> = {}): Promise<AlertList> =>
  await shaped(AlertList, await get(at, 'api/v1/alerts', headers))

/** The open alert with this fingerprint, as `GET /alerts` shows it. */
export async function rowOf(at: Outside, { fingerprint }: SentAlert): Promise<AlertRow | undefined> {
  return (await list(at)).alerts.value?.find((row) => row.fingerprint === fingerprint)
}

/** What the log says of this alert, oldest first. */
export async function toldOf(at: Outside, { fingerprint }: SentAlert): Promise<string[]> {
  const page = await shaped(EventsPage, await get(at, 'api/v1/events?types=alert.*&limit=1000'))
  return page.events
    .filter(({ event }) => (event.data as Json | undefined)?.['fingerprint'] === fingerprint)
    .map(({ event }) => event.type)
}

export const send = (at: Outside, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(new URL(`api/v1/${path}`, at.url), {
    method,
    headers: { ...JSON_TYPE, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

/**
 * An Alertmanager that has just started and holds nothing, so that nothing follows from that. It takes writes, or says
 * what it is told to say. `original` is its configuration.
 */
export async function startPeer(original = ''): Promise<Recorder & { says(recording: Recording): void }> {
  const peer = await startRecorder()
  let said = recorded('silence-created')
  const uptime = new Date().toISOString()
  peer.answer(({ method, path }, response) => {
    const isStatus = path === '/api/v2/status'
    const { status, body } =
      method === 'GET' ? { status: 200, body: isStatus ? { uptime, config: { original } } : [] } : said
    response.writeHead(status, JSON_TYPE)
    response.end(body === '' ? '' : JSON.stringify(body))
  })
  return Object.assign(peer, { says: (recording: Recording) => void (said = recording) })
}

export { onFileFinished }
