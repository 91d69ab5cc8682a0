import { waitFor } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { pause, settle } from './counter.fixture.ts'
import { type PanelProcess, PATIENCE_MS, snapshotOf } from './panelProcess.fixture.ts'
import { openWorld, probed } from './world.fixture.ts'

const WHOLE = { missing: [], doubled: 0, disordered: 0 }
const LONG = { timeoutMs: PATIENCE_MS }
/** The lease's own time is 5 s. */
const LONGER_THAN_LEASE_MS = 9_000
/** 10 s are promised; three times that on a machine that has other things to do. */
const TAKEOVER_MS = 30_000

const metric = async (panel: PanelProcess, name: string) => {
  const text = await (await fetch(`${panel.url}/metrics`)).text()
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1] ?? 0)
}

const leaderOf = (panels: readonly PanelProcess[]) =>
  waitFor(() => panels.find((panel) => panel.probes()), { ...LONG, what: 'a panel that probes' })

const healthy = (panel: PanelProcess) =>
  waitFor(async () => (await snapshotOf(panel)).world.modules['finbot']?.state === 'healthy', LONG)

// Remedy: `cursor: () => ledger.resume` in packages/stream-client/src/link/createIntake.ts.
test('a panel killed, restarted and frozen behind a load balancer: a client loses and doubles nothing', async () => {
  const world = await openWorld()
  const [a, b] = [await world.panel(), await world.panel()]
  const board = await world.board(a.port)
  const url = `http://127.0.0.1:${board.port}`
  const reader = await world.reader(url)
  const publisher = world.publisher(url)
  await publisher.more(30)
  board.pointAt(b.port)
  await a.kill()
  await publisher.more(30)
  await a.restart()
  await a.ready()
  board.pointAt(a.port)
  b.signal('SIGSTOP')
  await publisher.more(30)
  b.signal('SIGCONT')
  await publisher.more(10)
  expect(await settle(publisher, reader)).toMatchObject(WHOLE)
  expect(reader.epochs()).toHaveLength(1)
  expect(reader.gaps.filter(({ lost }) => lost !== 0)).toEqual([])
})

// Remedies: `resume: track` and `catalogues.load` in modules/startModules.ts: without them state and catalogue flap.
test('the panel that probes is killed: another goes on soon, and no state flaps', async ({ annotate, task }) => {
  const world = await openWorld()
  const env = await probed()
  const panels = [await world.panel({ env }), await world.panel({ env })]
  const leader = await leaderOf(panels)
  const other = panels.find((panel) => panel !== leader) as PanelProcess
  await healthy(other)
  const reader = await world.reader(other.url)
  await leader.kill()
  const killedAt = performance.now()
  await waitFor(() => other.probes(), { timeoutMs: TAKEOVER_MS, what: 'another panel that probes' })
  const takeoverMs = Math.round(performance.now() - killedAt)
  // For the JSON report and for who reads along.
  Object.assign(task.meta, { takeoverMs })
  await annotate(JSON.stringify({ takeoverMs }), 'measured')
  const checked = reader.ofType('mcp.health.checked').length
  await waitFor(() => reader.ofType('mcp.health.checked').length > checked + 2, LONG)
  expect(reader.ofType('mcp.health.changed')).toEqual([])
  expect(reader.ofType('mcp.catalogue.changed')).toEqual([])
})

// Remedy: the line with `fenced` in log/redis/appendScript.ts.
test('the panel that probes is frozen beyond its lease: what it writes when it wakes is refused', async () => {
  const world = await openWorld()
  const env = await probed()
  const panels = [await world.panel({ env }), await world.panel({ env })]
  const leader = await leaderOf(panels)
  const other = panels.find((panel) => panel !== leader) as PanelProcess
  await healthy(other)
  leader.signal('SIGSTOP')
  await waitFor(() => other.probes(), LONG)
  await pause(LONGER_THAN_LEASE_MS)
  leader.signal('SIGCONT')
  await waitFor(async () => (await metric(leader, 'nobet_event_log_fenced_total')) > 0, LONG)
  await waitFor(() => !leader.probes(), LONG)
  expect(other.probes()).toBe(true)
  await leader.ready()
  expect((await snapshotOf(leader)).world.modules['finbot']?.state).toBe('healthy')
})

// Remedy: `startSharedClock` in boot/startBacking.ts.
test('a panel whose clock is an hour ahead shows and writes what the others do', async () => {
  const world = await openWorld()
  const env = await probed()
  const right = await world.panel({ env })
  const wrong = await world.panel({ env, clock: 'ahead' })
  await Promise.all([healthy(right), healthy(wrong)])
  const modules = await wrong.get<{ modules: { state: string }[] }>('/api/v1/modules')
  expect(modules.body.modules[0]?.state).toBe('healthy')
  const reader = await world.reader(right.url)
  const publisher = world.publisher(wrong.url)
  await publisher.more(20)
  expect(await settle(publisher, reader)).toMatchObject(WHOLE)
  const times = reader.seen.map(({ event }) => Math.abs(Date.parse(event.time) - Date.now()))
  expect(Math.max(...times)).toBeLessThan(600_000)
  // It probes too, when it is its turn, and nothing looks old or new by an hour.
  await right.end()
  await waitFor(() => wrong.probes(), LONG)
  await pause(3_000)
  expect((await snapshotOf(wrong)).world.modules['finbot']?.state).toBe('healthy')
})
