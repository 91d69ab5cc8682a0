// Who may do what with alerts: roles by permission, and callers limited to modules.
import { AckAnswer } from '@nobet/contracts'
import { waitFor } from '@nobet/testkit'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type Json, type Outside, problemOf, shaped, startOutside } from '../outsider.fixture.ts'
import { JWT_SECRET, signToken } from '../proxies/proxies.fixture.ts'
import { list, onFileFinished, send, startPeer, tell, toAlert, TOKEN } from './alerts.fixture.ts'

const HOUR_MS = 3_600_000
const LABELS = { alertname: 'Own', severity: 'critical', module: 'finbot', instance: 'a "b" \\c' }
const own = toAlert({ labels: LABELS })
const others = toAlert({ labels: { ...LABELS, alertname: 'Others', module: 'mubot' } })
const nobodys = toAlert({ labels: { alertname: 'RedisDown', severity: 'critical' } })
const silence = (matchers: Json[]): Json => ({
  matchers,
  endsAt: new Date(Date.now() + HOUR_MS).toISOString(),
  comment: 'a repair',
})
const MINE = { name: 'module', value: 'finbot', isRegex: false, isEqual: true }

let at: Outside
let peer: Awaited<ReturnType<typeof startPeer>>
const headers: Record<string, Record<string, string>> = {}
beforeAll(async () => {
  peer = await startPeer()
  at = await startOutside({
    NOBET_AUTH: 'jwt',
    NOBET_JWT_SECRET: JWT_SECRET,
    NOBET_WEBHOOK_TOKEN: TOKEN,
    NOBET_ALERTMANAGER_URL: peer.url,
  })
  onFileFinished(() => at.panel.stop())
  const who = {
    viewer: { role: 'viewer' },
    operator: { role: 'operator' },
    limited: { role: 'operator', modules: ['finbot'] },
    limitedViewer: { role: 'viewer', modules: ['finbot'] },
  }
  for (const [name, claims] of Object.entries(who)) {
    headers[name] = { authorization: `Bearer ${await signToken({ sub: name, ...claims })}` }
  }
  await tell(at, own, others, nobodys)
  await waitFor(async () => (await list(at, headers['operator'])).alerts.value?.length === 3, { what: 'three alerts' })
})
beforeEach(() => void (peer.seen.length = 0))

const as = (who: string, method: string, path: string, body?: unknown) => send(at, method, path, body, headers[who])
const writes = () => peer.seen.filter(({ method }) => method !== 'GET')

test('without a sign-in nobody reads, takes or mutes; the bearer of the hook opens nothing else', async () => {
  for (const bearer of [{}, { authorization: `Bearer ${TOKEN}` }]) {
    await problemOf(await send(at, 'GET', 'alerts', undefined, bearer), 401)
    await problemOf(await send(at, 'POST', `alerts/${own.fingerprint}/ack`, {}, bearer), 401)
    await problemOf(await send(at, 'POST', 'silences', silence([MINE]), bearer), 401)
    await problemOf(await send(at, 'POST', 'alerts/drill', undefined, bearer), 401)
  }
  expect(writes()).toEqual([])
})

test('a viewer looks and touches nothing', async () => {
  expect((await as('viewer', 'GET', 'silences')).status).toBe(200)
  expect((await as('viewer', 'POST', 'silences/preview', { matchers: [MINE] })).status).toBe(200)
  await problemOf(await as('viewer', 'POST', `alerts/${own.fingerprint}/ack`, {}), 403)
  await problemOf(await as('viewer', 'DELETE', `alerts/${own.fingerprint}/ack`), 403)
  await problemOf(await as('viewer', 'POST', 'silences', silence([MINE])), 403)
  await problemOf(await as('viewer', 'DELETE', 'silences/00000000-0000-0000-0000-000000000000'), 403)
  await problemOf(await as('viewer', 'POST', 'alerts/drill'), 403)
  expect(writes()).toEqual([])
})

test('an operator takes an alert: a marked silence for exactly its labels, by the name of the token', async () => {
  const answer = await as('operator', 'POST', `alerts/${own.fingerprint}/ack`, {
    comment: 'on it',
    durationMs: HOUR_MS,
  })
  expect(answer.status).toBe(200)
  expect((await shaped(AckAnswer, answer)).acknowledged).toMatchObject({ by: 'operator', comment: 'on it' })
  const written = JSON.parse(writes()[0]?.body ?? '') as Json & { matchers: Json[]; startsAt: string; endsAt: string }
  const expected = Object.entries(LABELS).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }))
  expect(written.matchers).toEqual(expect.arrayContaining(expected))
  expect(written.matchers).toHaveLength(expected.length)
  expect(written).toMatchObject({ createdBy: 'operator', comment: `[nobet:ack] ${own.fingerprint} on it` })
  expect(Date.parse(written.endsAt) - Date.parse(written.startsAt)).toBe(HOUR_MS)
  expect((await as('operator', 'DELETE', `alerts/${own.fingerprint}/ack`)).status).toBe(204)
})

test('an acknowledgement of more than a day, of less than nothing, or of what is not open', async () => {
  for (const durationMs of [24 * HOUR_MS + 1, 0, -1, 'long']) {
    await problemOf(await as('operator', 'POST', `alerts/${own.fingerprint}/ack`, { durationMs }), 400)
  }
  await problemOf(await as('operator', 'POST', 'alerts/ffffffffffffffff/ack', {}), 404)
  await problemOf(await as('operator', 'DELETE', 'alerts/ffffffffffffffff/ack'), 404)
  expect(writes()).toEqual([])
})

test('a caller limited to modules sees those and what belongs to no module', async () => {
  for (const who of ['limited', 'limitedViewer']) {
    const names = (await list(at, headers[who])).alerts.value?.map(({ alertname }) => alertname)
    expect(names).toEqual(expect.arrayContaining(['Own', 'RedisDown']))
    expect(names).not.toContain('Others')
    const hit = await as(who, 'POST', 'silences/preview', { matchers: [{ ...MINE, value: 'mubot' }] })
    expect(await hit.json()).toMatchObject({ count: 0, alerts: [] })
  }
})

test('a limited operator takes what is of the modules, and neither what is of others nor what is of all', async () => {
  expect((await as('limited', 'POST', `alerts/${own.fingerprint}/ack`, {})).status).toBe(200)
  peer.seen.length = 0
  await problemOf(await as('limited', 'POST', `alerts/${others.fingerprint}/ack`, {}), 404)
  await problemOf(await as('limited', 'DELETE', `alerts/${others.fingerprint}/ack`), 404)
  await problemOf(await as('limited', 'POST', `alerts/${nobodys.fingerprint}/ack`, {}), 403)
  await problemOf(await as('limited', 'DELETE', `alerts/${nobodys.fingerprint}/ack`), 403)
  expect(writes()).toEqual([])
})

test('a limited operator mutes only what names one of the modules', async () => {
  const name = { name: 'alertname', value: 'RedisDown', isRegex: false, isEqual: true }
  const refused = [
    [name],
    [{ ...MINE, value: 'mubot' }],
    [{ ...MINE, isEqual: false }],
    [{ ...MINE, value: 'finbot|mubot', isRegex: true }],
    [name, { ...MINE, name: 'Module' }],
  ]
  for (const matchers of refused) await problemOf(await as('limited', 'POST', 'silences', silence(matchers)), 403)
  expect(writes()).toEqual([])
  expect((await as('limited', 'POST', 'silences', silence([name, MINE]))).status).toBe(201)
  // One that this panel has not read may be anybody's.
  const id = '00000000-0000-0000-0000-000000000000'
  await problemOf(await as('limited', 'POST', 'silences', { ...silence([name, MINE]), id }), 403)
  await problemOf(await as('limited', 'DELETE', `silences/${id}`), 403)
})
