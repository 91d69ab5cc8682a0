import { waitFor } from '@nobet/testkit'
import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { settle } from './counter.fixture.ts'
import { bearer, type PanelProcess, PATIENCE_MS, snapshotOf } from './panelProcess.fixture.ts'
import { openWorld, probed } from './world.fixture.ts'

const WHOLE = { missing: [], doubled: 0, disordered: 0 }
const LONG = { timeoutMs: PATIENCE_MS }
const SECRET = 'a secret of the fault tests, long enough'
const HALF_AN_HOUR_MS = 1_800_000

const mint = () =>
  new SignJWT({ role: 'admin' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('elif')
    .setIssuedAt()
    .setExpirationTime('30m')
    .sign(new TextEncoder().encode(SECRET))

const healthy = async (panel: PanelProcess) => (await snapshotOf(panel)).world.modules['finbot']?.state === 'healthy'

// Remedy: `startSharedClock` in boot/startBacking.ts: without it streams and sessions of half an hour end at the jump.
test('the clock of the panel that probes jumps an hour ahead: nothing ends, flaps, is dropped or is stamped wrong', async () => {
  const world = await openWorld()
  const token = await mint()
  const jwt = { NOBET_AUTH: 'jwt', NOBET_JWT_SECRET: SECRET, NOBET_LOG_AGE: '30m' }
  const env = { ...(await probed()), ...jwt }
  const jumping = await world.panel({ env, token, clock: 'jumps' })
  await waitFor(() => jumping.probes(), { ...LONG, what: 'the first panel probes' })
  const right = await world.panel({ env, token })
  for (const panel of [jumping, right]) await waitFor(() => healthy(panel), LONG)
  const headers = bearer(token)
  const signedIn = await fetch(`${jumping.url}/api/v1/session`, { method: 'POST', headers })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const readers = [await world.reader(jumping.url, token), await world.reader(right.url, token)] as const
  const publisher = world.publisher(jumping.url, token)
  await publisher.more(20)

  jumping.signal('SIGUSR2')
  await waitFor(() => jumping.said().includes('the clock jumped'), LONG)
  const checked = readers[1].ofType('mcp.health.checked').length
  await waitFor(() => readers[1].ofType('mcp.health.checked').length > checked + 3, LONG)
  await publisher.more(20)

  for (const reader of readers) {
    expect(await settle(publisher, reader)).toMatchObject(WHOLE)
    expect([reader.gaps, reader.opened(), reader.ofType('mcp.health.changed')]).toEqual([[], 1, []])
    const off = reader.seen.map(({ event }) => Math.abs(Date.parse(event.time) - Date.now()))
    expect(Math.max(...off)).toBeLessThan(HALF_AN_HOUR_MS)
  }
  expect([await healthy(jumping), await healthy(right)]).toEqual([true, true])
  expect((await fetch(`${jumping.url}/api/v1/session`, { headers: { cookie } })).status).toBe(200)
  const { body } = await right.get<{ events: { event: { id: string } }[] }>('/api/v1/events?limit=1000')
  expect(body.events.map(({ event }) => event.id)).toContain('count-1')
})
