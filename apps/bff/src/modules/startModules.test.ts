import type { CloudEvent, LoggedEvent } from '@nobet/contracts'
import type { Caller } from '@nobet/domain/access'
import { emptyWorld, foldWorld } from '@nobet/domain/world'
import { type FakeClock, fakeClock, freePort, waitFor } from '@nobet/testkit'
import { Hono } from 'hono'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { AppEnv } from '../http/appEnv.ts'
import { createMemoryLog } from '../log/memoryLog.ts'
import { createMetrics } from '../metrics/metrics.ts'
import { listenLegacy, listenModern } from '../sources/mcp/testing/mcpServers.ts'
import { PATIENT } from '../sources/mcp/testing/probing.ts'
import { createSoleLease } from '../redis/soleLease.ts'
import { createOwnShelf } from './catalogueStore.ts'
import { startModules } from './startModules.ts'

const OPERATOR: Caller = { name: 'elif', role: 'operator' }

interface Options {
  readonly urls: Record<string, string>
  readonly caller?: Caller
}

/** The module part of the panel on a real log, with the clock in the test's hands. */
function start({ urls, caller = OPERATOR }: Options) {
  const clock = fakeClock()
  const fail = (error: unknown) => expect.unreachable(String(error))
  const log = createMemoryLog(
    { clock, newEpoch: () => 'e1', reportError: fail },
    { events: 1_000, bytes: 1e8, ageMs: 1e9 },
  )
  const metrics = createMetrics()
  const events: LoggedEvent[] = []
  let ids = 0
  const append = (batch: readonly CloudEvent[]) => {
    // The panel always fills in time and severity.
    events.push(...(batch as LoggedEvent[]))
    return log.append(batch)
  }
  const silent = { info: () => undefined, warn: () => undefined, error: fail }
  const modules = startModules(
    {
      clock,
      random: () => 0.5,
      newId: () => `id-${(ids += 1)}`,
      logger: silent,
      metrics,
      log: { ...log, append },
      publish: (event) => void append([event]),
      lease: createSoleLease('probing'),
      shelf: createOwnShelf(),
      world: () => events.reduce(foldWorld, emptyWorld),
      connections: () => 2,
      reportError: fail,
    },
    {
      modules: Object.entries(urls).map(([id, url]) => ({ id, title: id.toUpperCase(), url })),
      version: '0',
      budget: PATIENT,
    },
  )
  onTestFinished(() => modules.stop())
  const app = new Hono<AppEnv>().use(async (context, next) => {
    context.set('caller', caller)
    context.set('traceId', 't')
    await next()
  })
  app.route('/', modules.routes)
  const ofType = (type: string) => events.filter((event) => event.type === type)
  const json = async (path: string) => (await app.request(path)).json() as Promise<Record<string, unknown>>
  return { clock, metrics, modules, app, events, ofType, json }
}

const CHECKED = 'mcp.health.checked'
const probed = (panel: { clock: FakeClock; ofType: (type: string) => LoggedEvent[] }, count: number) =>
  waitFor(() => panel.ofType(CHECKED).length >= count, { what: `${count} probes` })

describe('modules of the panel', () => {
  it('are listed as unknown before the first probe has finished', async () => {
    const panel = start({ urls: { finbot: 'http://user:secret@127.0.0.1:1/mcp' } })
    const { modules } = await panel.json('/modules')
    expect(modules).toMatchObject([{ id: 'finbot', title: 'FINBOT', state: 'unknown', observedAt: null }])
    expect(JSON.stringify(modules)).not.toContain('secret')
  })

  it('are probed at start: a check, a change from unknown and a first catalogue are told', async () => {
    const panel = start({ urls: { finbot: await listenModern() } })
    await panel.clock.advance(1_000)
    await probed(panel, 1)
    expect(panel.events.map(({ type, module, severity }) => [type, module, severity])).toEqual([
      [CHECKED, 'finbot', 'debug'],
      ['mcp.health.changed', 'finbot', 'info'],
      ['mcp.catalogue.changed', 'finbot', 'debug'],
    ])
    expect((await panel.json('/modules/finbot'))['module']).toMatchObject({
      state: 'healthy',
      era: 'modern',
      catalogue: { tools: 1, resources: 1, prompts: 1 },
    })
    const catalogue = await panel.json('/modules/finbot/catalogue')
    expect(catalogue['tools']).toMatchObject([{ name: 'sum', description: 'adds' }])
    expect(await panel.metrics.registry.metrics()).toContain('nobet_module_up{module="finbot"} 1')
  })

  it('fall in three steps when a server is gone, and each step has an id of its own', async () => {
    const panel = start({ urls: { finbot: `http://127.0.0.1:${await freePort()}/mcp` } })
    await panel.clock.advance(1_000)
    await probed(panel, 1)
    await panel.clock.advance(1_000)
    await probed(panel, 2)
    await panel.clock.advance(3_000)
    await probed(panel, 3)
    expect(panel.ofType(CHECKED).map(({ data }) => data)).toMatchObject([
      { state: 'degraded', failures: 1, reason: 'connection refused (1 of 3)' },
      { state: 'degraded', failures: 2 },
      { state: 'down', failures: 3 },
    ])
    const changes = panel.ofType('mcp.health.changed')
    expect(changes.map(({ severity }) => severity)).toEqual(['warning', 'critical'])
    expect(new Set(changes.map(({ id }) => id)).size).toBe(2)
    const metrics = await panel.metrics.registry.metrics()
    expect(metrics).toContain('nobet_module_state{module="finbot",state="down"} 1')
    expect(metrics).toContain('nobet_module_state{module="finbot",state="degraded"} 0')
  })

  it('tell what changed in a catalogue', async () => {
    const tools = ['sum']
    const panel = start({ urls: { finbot: await listenModern({ tools }) } })
    await panel.clock.advance(1_000)
    await probed(panel, 1)
    tools.push('transfer')
    await panel.clock.advance(10_000)
    await probed(panel, 2)
    expect(panel.ofType('mcp.catalogue.changed').at(-1)).toMatchObject({
      severity: 'info',
      data: { added: ['tool:transfer'], removed: [], changed: [] },
    })
  })

  it('give back every session of a legacy server, and count them', async () => {
    const server = await listenLegacy()
    const panel = start({ urls: { old: server.url } })
    await panel.clock.advance(1_000)
    for (let probes = 1; probes <= 3; probes += 1) {
      await probed(panel, probes)
      await panel.clock.advance(10_000)
    }
    await panel.modules.stop()
    expect(server.openSessions()).toBe(0)
    const metrics = await panel.metrics.registry.metrics()
    expect(metrics).toMatch(/nobet_probe_sessions_total\{module="old",event="closed"\} [34]/)
    expect(metrics).not.toContain('event="leaked"')
  })

  it('have samples, uptime and figures of their own', async () => {
    const panel = start({ urls: { finbot: await listenModern() } })
    await panel.clock.advance(1_000)
    await probed(panel, 1)
    await panel.clock.advance(10_000)
    await probed(panel, 2)
    await panel.clock.advance(5_000)
    const sampled = await waitFor(() => panel.ofType('mcp.metrics.sampled').at(-1))
    expect(sampled).toMatchObject({
      module: 'finbot',
      severity: 'debug',
      data: { windowMs: 3_600_000, connections: 2 },
    })
    expect(sampled.data).toHaveProperty('latencyMs.p95')
    expect(sampled.data).toHaveProperty('eventsPerMinute')
    const { samples, uptime } = await panel.json('/modules/finbot/samples')
    expect(samples).toHaveLength(2)
    expect(samples).toMatchObject([{ state: 'healthy', connections: 2 }, { state: 'healthy' }])
    const { buckets } = uptime as { buckets: { upMs: number }[] }
    expect(buckets.at(-1)?.upMs).toBeGreaterThanOrEqual(14_000)
  })

  it('become stale when nobody looks any more, as an event and on every read', async () => {
    const hanging = await listenModern({ onList: () => new Promise(() => undefined) })
    const panel = start({ urls: { finbot: await listenModern(), stuck: hanging } })
    await panel.clock.advance(1_000)
    await probed(panel, 1)
    panel.clock.shiftWall(3_600_000)
    expect((await panel.json('/modules/finbot'))['module']).toMatchObject({ state: 'stale' })
    await panel.clock.advance(5_000)
    expect(panel.ofType('mcp.health.changed').at(-1)).toMatchObject({
      module: 'finbot',
      severity: 'warning',
      data: { from: 'healthy', to: 'stale', finding: { code: 'not_observed' } },
    })
  })
})

describe('a probe by hand', () => {
  const probe = (app: Hono<AppEnv>, id: string) => app.request(`/modules/${id}/probe`, { method: 'POST' })

  it('answers with the check; callers at the same time share one, and the next must wait', async () => {
    const panel = start({ urls: { finbot: await listenModern() } })
    const answers = await Promise.all([probe(panel.app, 'finbot'), probe(panel.app, 'finbot')])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await answers[0]?.json()).toMatchObject({ check: { outcome: 'passed', state: 'healthy' } })
    expect(panel.ofType(CHECKED)).toHaveLength(1)
    const soon = await probe(panel.app, 'finbot')
    expect([soon.status, soon.headers.get('retry-after')]).toEqual([429, '1'])
    await panel.clock.advance(1_000)
    expect((await probe(panel.app, 'finbot')).status).toBe(200)
  })

  it('is for operators, of modules they may touch, that exist', async () => {
    const urls = { finbot: 'http://127.0.0.1:1/mcp', mubot: 'http://127.0.0.1:1/mcp' }
    const viewer = start({ urls, caller: { name: 'can', role: 'viewer' } })
    expect((await probe(viewer.app, 'finbot')).status).toBe(403)
    const limited = start({ urls, caller: { ...OPERATOR, modules: ['mubot'] } })
    expect((await probe(limited.app, 'finbot')).status).toBe(403)
    expect((await limited.app.request('/modules/finbot')).status).toBe(403)
    expect((await limited.json('/modules'))['modules']).toMatchObject([{ id: 'mubot' }])
    const missing = await probe(start({ urls }).app, 'nobody')
    expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })
})

describe('stopping', () => {
  it('leaves no timer and no probe behind, even under way, and can be done twice', async () => {
    const server = await listenLegacy({ onList: () => new Promise(() => undefined) })
    const panel = start({ urls: { old: server.url } })
    await panel.clock.advance(1_000)
    await waitFor(() => server.sessionsEver() === 1)
    await panel.modules.stop()
    await panel.modules.stop()
    expect(panel.clock.pendingTimers()).toBe(0)
    expect(panel.events).toEqual([])
  })
})
