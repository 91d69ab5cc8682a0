import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type CloudEvent, parseCursor } from '@nobet/contracts'
import { buildEvent, waitFor } from '@nobet/testkit'
import { afterEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../clock.ts'
import {
  ask,
  type RedisProcess,
  type RedisWorld,
  startClusterWorld,
  startSentinelWorld,
  startStandalone,
} from '../../redis/redisServers.fixture.ts'
import type { AppendOutcome } from '../eventLog.ts'
import { toLogKeys } from './logKeys.ts'
import { newId, type Panel, startPanel } from './redisLog.fixture.ts'

const ALL = { count: 100_000, bytes: 1e9 }
const LONG = { timeoutMs: 60_000 }
const TIMEOUT_MS = 400

vi.setConfig({ testTimeout: 180_000 })

const worlds: RedisWorld[] = []
const panels: Panel[] = []
afterEach(async () => {
  await Promise.all(panels.splice(0).map(({ log }) => log.stop()))
  await Promise.all(worlds.splice(0).map((world) => world.stop()))
})

const openWorld = async (world: Promise<RedisWorld>): Promise<RedisWorld> => {
  worlds.push(await world)
  return world
}

const openPanel = async (
  world: RedisWorld,
  ...more: Parameters<typeof startPanel> extends [unknown, ...infer R] ? R : never
) => {
  const [options, deps] = more
  const panel = startPanel(world, { timeoutMs: TIMEOUT_MS, ...options }, deps)
  panels.push(panel)
  await panel.ready()
  return panel
}

const events = (count: number) => Array.from({ length: count }, () => buildEvent())
const idsOf = async ({ log }: Panel) => (await log.read(0, ALL)).map(({ event }) => event.id)
const epochOf = ({ log }: Panel) => log.bounds()?.epoch
const one = (world: RedisWorld) => {
  const [first] = world.processes
  if (first === undefined) throw new Error('no process')
  return first
}

/** Sends again until it is taken, as a publisher does that is told 503. */
async function insist(panel: Panel, batch: readonly CloudEvent[]): Promise<AppendOutcome> {
  return waitFor(async () => {
    const outcome = await panel.log.append(batch)
    return outcome.kind === 'appended' ? outcome : undefined
  }, LONG)
}

test('several panels write one log, each reads all of it, and a cursor of one is good at the other', async () => {
  const world = await openWorld(startStandalone())
  const name = newId()
  const [a, b] = await Promise.all([openPanel(world, { name }), openPanel(world, { name })])
  expect(epochOf(a)).toBe(epochOf(b))
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? a : b).log.append(events(3))),
  )
  const cursors = outcomes.flatMap((outcome) => (outcome.kind === 'appended' ? outcome.cursors : []))
  const offsets = cursors.map((cursor) => parseCursor(cursor)?.offset ?? 0).toSorted((x, y) => x - y)
  expect(offsets).toEqual(Array.from({ length: 120 }, (_, index) => index + 1))
  await waitFor(() => a.log.bounds()?.head === 120 && b.log.bounds()?.head === 120, LONG)
  expect(await idsOf(a)).toEqual(await idsOf(b))
})

test('an event that two panels publish is one event', async () => {
  const world = await openWorld(startStandalone())
  const name = newId()
  const [a, b] = await Promise.all([openPanel(world, { name }), openPanel(world, { name })])
  const fact = buildEvent()
  const [x, y] = await Promise.all([a.log.append([fact]), b.log.append([fact])])
  expect(x).toEqual(y)
  expect(a.log.bounds()).toEqual(b.log.bounds())
})

test('a panel that writes without a pause reads what another writes meanwhile', async () => {
  const world = await openWorld(startStandalone())
  const name = newId()
  const [a, b] = await Promise.all([openPanel(world, { name }), openPanel(world, { name })])
  let writing = true
  const lane = async () => {
    while (writing) await insist(a, events(2))
  }
  const lanes = [lane(), lane(), lane()]
  for (let turn = 0; turn < 5; turn += 1) {
    const [event] = events(1)
    if (event === undefined) return
    await insist(b, [event])
    await waitFor(async () => (await idsOf(a)).includes(event.id), LONG)
  }
  writing = false
  await Promise.all(lanes)
  await waitFor(() => a.log.bounds()?.head === b.log.bounds()?.head, LONG)
  const ids = await idsOf(a)
  expect(await idsOf(b)).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

test('a cursor that another panel gave just now is reached here, and one that nobody gave is not waited for', async () => {
  const world = await openWorld(startStandalone())
  const name = newId()
  const [a, b] = await Promise.all([openPanel(world, { name }), openPanel(world, { name })])
  for (let turn = 1; turn <= 20; turn += 1) {
    const outcome = await insist(a, events(1))
    const cursor = outcome.kind === 'appended' ? (outcome.cursors[0] ?? '') : ''
    await b.log.reach(cursor)
    expect(b.log.bounds()?.head).toBeGreaterThanOrEqual(turn)
  }
  await Promise.all([`${epochOf(b)}:21`, 'other:1', 'nonsense'].map((cursor) => b.log.reach(cursor)))
  expect(b.log.bounds()?.head).toBe(20)
})

test('a panel that starts late has what was there before it', async () => {
  const world = await openWorld(startStandalone())
  const name = newId()
  const early = await openPanel(world, { name })
  await early.log.append(events(7))
  const late = await openPanel(world, { name })
  expect(await idsOf(late)).toEqual(await idsOf(early))
})

test('a panel with its clock an hour off keeps and drops what the others do', async () => {
  const world = await openWorld(startStandalone())
  const name = newId()
  const ageMs = 60_000
  const ahead = { clock: { ...systemClock, now: () => Date.now() + 3_600_000 } }
  const [right, wrong] = await Promise.all([
    openPanel(world, { name, ageMs }),
    openPanel(world, { name, ageMs }, ahead),
  ])
  await right.log.append(events(1))
  await wrong.log.append(events(1))
  await waitFor(() => right.log.bounds()?.head === 2, LONG)
  expect(right.log.bounds()).toEqual(wrong.log.bounds())
  expect(await idsOf(wrong)).toHaveLength(2)
})

test('a frozen Redis: publishing is refused soon, and after it nothing is lost and nothing doubled', async () => {
  const world = await openWorld(startStandalone())
  const panel = await openPanel(world, { name: newId() })
  await panel.log.append(events(3))
  const epoch = epochOf(panel)
  one(world).signal('SIGSTOP')
  const batch = events(2)
  // The first goes out and gets no answer: Redis has it in its socket and runs it when it wakes.
  expect(await panel.log.append(batch)).toMatchObject({ kind: 'unavailable' })
  await waitFor(() => panel.log.bounds() === undefined, LONG)
  expect(await panel.log.append(batch)).toMatchObject({ kind: 'unavailable' })
  one(world).signal('SIGCONT')
  await insist(panel, batch)
  expect(epochOf(panel)).toBe(epoch)
  expect(panel.log.bounds()?.head).toBe(5)
  expect(panel.changes).toEqual([])
})

test('a Redis killed and started again with all it had goes on in the same epoch', async () => {
  const world = await openWorld(startStandalone({ persist: true }))
  const panel = await openPanel(world, { name: newId() })
  await panel.log.append(events(3))
  const [epoch, ids] = [epochOf(panel), await idsOf(panel)]
  await one(world).restart()
  await insist(panel, events(1))
  expect(epochOf(panel)).toBe(epoch)
  expect((await idsOf(panel)).slice(0, 3)).toEqual(ids)
  expect(panel.changes).toEqual([])
})

test('a Redis killed before it wrote its last second: a new epoch with what survived, the loss in numbers', async () => {
  const world = await openWorld(startStandalone({ persist: true }))
  const name = newId()
  const [a, b] = await Promise.all([openPanel(world, { name }), openPanel(world, { name })])
  await a.log.append(events(5))
  const survived = await idsOf(a)
  const file = join(one(world).dir, 'appendonlydir')
  cpSync(file, `${file}.old`, { recursive: true })
  const late = events(4)
  await a.log.append(late)
  await waitFor(() => b.log.bounds()?.head === 9, LONG)
  const epoch = epochOf(a)
  await one(world).kill()
  rmSync(file, { recursive: true })
  cpSync(`${file}.old`, file, { recursive: true })
  await one(world).restart()
  await waitFor(() => [a, b].every((panel) => panel.log.bounds() !== undefined && epochOf(panel) !== epoch), LONG)
  expect(epochOf(a)).toBe(epochOf(b))
  expect(a.log.bounds()).toMatchObject({ first: 1, head: 5, begin: 5 })
  expect(await idsOf(a)).toEqual(survived)
  for (const panel of [a, b]) expect(panel.changes).toEqual([{ from: epoch, to: epochOf(a), lost: 4 }])
  // What was lost may be said again: it is not known any more.
  await insist(b, late)
  expect(b.log.bounds()?.head).toBe(9)
})

test('a Redis started again empty: one new epoch for all panels, everything counted as lost', async () => {
  const world = await openWorld(startStandalone())
  const name = newId()
  const [a, b] = await Promise.all([openPanel(world, { name }), openPanel(world, { name })])
  await a.log.append(events(6))
  await waitFor(() => b.log.bounds()?.head === 6, LONG)
  const epoch = epochOf(a)
  const heard: unknown[] = []
  a.log.onChange((bounds) => void heard.push(bounds))
  await one(world).restart()
  await waitFor(() => [a, b].every((panel) => panel.log.bounds() !== undefined && epochOf(panel) !== epoch), LONG)
  expect(a.log.bounds()).toEqual({ epoch: epochOf(b), first: 1, head: 0 })
  for (const panel of [a, b]) expect(panel.changes).toEqual([{ from: epoch, to: epochOf(a), lost: 6 }])
  expect(heard.at(-1)).toEqual(a.log.bounds())
})

test('another history of the same length is noticed', async () => {
  const world = await openWorld(startStandalone())
  const name = newId()
  const panel = await openPanel(world, { name })
  await panel.log.append(events(3))
  const epoch = epochOf(panel)
  await ask(one(world).port, (redis) => redis.hset(toLogKeys(name).meta, 'chain', 'of another history'))
  await waitFor(() => panel.log.bounds() !== undefined && epochOf(panel) !== epoch, LONG)
  expect(panel.changes).toMatchObject([{ from: epoch, to: epochOf(panel) }])
})

test('a stream that somebody deleted is a lost log, not a silent one', async () => {
  const world = await openWorld(startStandalone())
  const name = newId()
  const panel = await openPanel(world, { name })
  await panel.log.append(events(3))
  const epoch = epochOf(panel) ?? ''
  await ask(one(world).port, (redis) => redis.del(toLogKeys(name).stream(epoch)))
  const late = startPanel(world, { name, timeoutMs: TIMEOUT_MS })
  panels.push(late)
  await waitFor(() => late.log.bounds() !== undefined && epochOf(late) !== epoch, LONG)
  expect(late.log.bounds()).toMatchObject({ first: 1, head: 0 })
})

test.each([
  { fault: 'a killed master', hurt: async (process: RedisProcess) => process.kill() },
  { fault: 'a frozen master', hurt: async (process: RedisProcess) => process.signal('SIGSTOP') },
])('$fault: the sentinels give another, and nothing that the other had is lost or doubled', async ({ hurt }) => {
  const world = await openWorld(startSentinelWorld())
  const name = newId()
  const panel = await openPanel(world, { name })
  const before = events(20)
  await insist(panel, before)
  await waitFor(async () => (await headAt(world.processes[1], name)) === '20', LONG)
  const epoch = epochOf(panel)
  await hurt(one(world))
  const batch = events(1)
  await insist(panel, batch)
  // The old master wakes up and believes that it is still one.
  one(world).signal('SIGCONT')
  await insist(panel, batch)
  expect(epochOf(panel)).toBe(epoch)
  expect(await idsOf(panel)).toEqual([...before, ...batch].map(({ id }) => id))
  expect(panel.changes).toEqual([])
})

test('a master lost before its replica had everything: a new epoch, and what is missing is counted', async () => {
  const world = await openWorld(startSentinelWorld())
  const [master, replica] = world.processes
  const name = newId()
  const panel = await openPanel(world, { name })
  await insist(panel, events(5))
  await waitFor(async () => (await headAt(replica, name)) === '5', LONG)
  replica?.signal('SIGSTOP')
  await insist(panel, events(3))
  const epoch = epochOf(panel)
  await master?.kill()
  replica?.signal('SIGCONT')
  await insist(panel, events(1))
  // What was under way to the frozen replica may have reached it after all: then nothing is lost.
  const lost = panel.changes.reduce((sum, change) => sum + change.lost, 0)
  expect((await idsOf(panel)).length + lost).toBe(9)
  expect(panel.changes.map(({ from }) => from)).toEqual(lost > 0 ? [epoch] : [])
})

test('the cluster node that holds the log lost: refused while it is away, a new epoch when it comes back empty', async () => {
  const world = await openWorld(startClusterWorld())
  const name = newId()
  const panel = await openPanel(world, { name })
  await insist(panel, events(5))
  const epoch = epochOf(panel)
  const holder = await findHolder(world, toLogKeys(name).meta)
  await holder.kill()
  await waitFor(() => panel.log.bounds() === undefined, LONG)
  expect(await panel.log.append(events(1))).toMatchObject({ kind: 'unavailable' })
  await holder.restart()
  await insist(panel, events(1))
  expect(panel.changes).toEqual([{ from: epoch, to: epochOf(panel), lost: 5 }])
})

const headAt = (process: RedisProcess | undefined, name: string) =>
  ask(process?.port ?? 0, (redis) => redis.hget(toLogKeys(name).meta, 'head'))

async function findHolder(world: RedisWorld, key: string) {
  for (const node of world.processes) {
    const holds = await ask(node.port, (redis) => redis.exists(key).catch(() => 0))
    if (holds === 1) return node
  }
  throw new Error(`no node holds ${key}`)
}
