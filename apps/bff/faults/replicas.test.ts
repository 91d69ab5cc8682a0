import type { Catalogue, ModuleSamples, ModuleView } from '@nobet/contracts'
import { waitFor } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { settle } from './counter.fixture.ts'
import { type PanelProcess, PATIENCE_MS, snapshotOf } from './panelProcess.fixture.ts'
import { openWorld, probed } from './world.fixture.ts'

const LONG = { timeoutMs: PATIENCE_MS }

test('a client that moves from panel to panel with its cursor misses nothing and gets nothing twice', async () => {
  const world = await openWorld()
  const panels = [await world.panel(), await world.panel(), await world.panel()]
  const [first] = panels as [PanelProcess, ...PanelProcess[]]
  const board = await world.board(first.port)
  const reader = await world.reader(`http://127.0.0.1:${board.port}`)
  let turn = 0
  const publisher = world.publisher(() => panels[turn++ % panels.length]?.url ?? '')
  for (const panel of [...panels, ...panels]) {
    board.pointAt(panel.port)
    board.cut()
    await publisher.more(20)
  }
  expect(await settle(publisher, reader)).toMatchObject({ missing: [], doubled: 0, disordered: 0 })
  expect(reader.epochs()).toHaveLength(1)
  await waitFor(async () => {
    const snapshots = await Promise.all(panels.map(snapshotOf))
    return new Set(snapshots.map((snapshot) => JSON.stringify(snapshot))).size === 1
  }, LONG)
})

test('every panel shows the same modules, whoever probes, and a probe by hand works on each', async () => {
  const world = await openWorld()
  const env = await probed()
  const panels = [await world.panel({ env }), await world.panel({ env })]
  const leader = await waitFor(() => panels.find((panel) => panel.probes()), LONG)
  const follower = panels.find((panel) => panel !== leader) as PanelProcess
  const samplesOf = async (panel: PanelProcess) =>
    (await panel.get<ModuleSamples>('/api/v1/modules/finbot/samples')).body.samples
  await waitFor(async () => (await samplesOf(follower)).length > 2, LONG)

  const byHand = await fetch(`${follower.url}/api/v1/modules/finbot/probe`, { method: 'POST' })
  expect(byHand.status).toBe(200)
  expect(await byHand.json()).toMatchObject({ check: { outcome: 'passed', state: 'healthy' } })

  const catalogues = await Promise.all(
    panels.map(async (panel) => (await panel.get<Catalogue>('/api/v1/modules/finbot/catalogue')).body),
  )
  expect(catalogues[1]?.hash).toBe(catalogues[0]?.hash)
  expect(catalogues[1]?.tools).toHaveLength(1)
  const count = async (panel: PanelProcess) =>
    (await samplesOf(panel)).filter(({ time }) => Date.parse(time) < Date.now() - 2_000).length
  await waitFor(async () => (await count(leader)) === (await count(follower)), LONG)
})

test('the sessions of all panels are counted on the card, those of each in its own metrics', async () => {
  const world = await openWorld()
  const env = await probed()
  const panels = [await world.panel({ env }), await world.panel({ env })] as const
  const readers = [
    await world.reader(panels[0].url),
    await world.reader(panels[1].url),
    await world.reader(panels[1].url),
  ]
  const connections = async (panel: PanelProcess) =>
    (await panel.get<{ module: ModuleView }>('/api/v1/modules/finbot')).body.module.connections
  await waitFor(async () => (await connections(panels[0])) === 3 && (await connections(panels[1])) === 3, LONG)
  const own = async (panel: PanelProcess) => {
    const text = await (await fetch(`${panel.url}/metrics`)).text()
    return /^mcp_websocket_active_connections\{module="finbot"\} (\d+)/m.exec(text)?.[1]
  }
  expect([await own(panels[0]), await own(panels[1])]).toEqual(['1', '2'])
  readers[0]?.stop()
  await panels[1].kill()
  // What a dead panel counted is forgotten.
  await waitFor(async () => (await connections(panels[0])) === 0, LONG)
})
