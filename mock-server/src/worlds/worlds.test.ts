import {
  Catalogue,
  EventsPage,
  findDataFaults,
  LoggedEvent,
  ModuleDetail,
  ModuleList,
  ModuleProbed,
  ModuleSamples,
  Overview,
  Problem,
  ServerFrame,
  Session,
  Snapshot,
  SourceList,
} from '@nobet/contracts'
import { EffectiveConfig } from '@nobet/contracts/config'
import { fakeClock } from '@nobet/testkit'
import { describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { createApi } from '../http/createApi.ts'
import { startSession } from '../live/startSession.ts'
import { startPlayer } from '../player/startPlayer.ts'
import { readWorld, WORLD_NAMES, type WorldName } from './index.ts'

const MINUTE_MS = 60_000

const ANSWERS: readonly (readonly [string, z.ZodMiniType])[] = [
  ['/snapshot', Snapshot],
  ['/modules', ModuleList],
  ['/sources', SourceList],
  ['/overview', Overview],
  ['/session', Session],
  ['/config/effective', EffectiveConfig],
  ['/events?limit=1000', EventsPage],
]

const MODULE_ANSWERS: readonly (readonly [string, z.ZodMiniType])[] = [
  ['', ModuleDetail],
  ['/samples', ModuleSamples],
  ['/catalogue', Catalogue],
]

const play = (name: WorldName) => {
  const clock = fakeClock()
  const player = startPlayer(readWorld(name), clock)
  const api = createApi(player)
  const get = async (path: string): Promise<unknown> => (await api(new Request(`http://panel/api/v1${path}`))).json()
  return { clock, player, api, get }
}

describe.each(WORLD_NAMES)('the world %s', (name) => {
  it('says only what the contracts allow, in every event', async () => {
    const { clock, player } = play(name)
    await clock.advance(2 * MINUTE_MS)
    for (const { event } of player.log.read(0)) {
      expect(LoggedEvent.safeParse(event).success).toBe(true)
      expect(findDataFaults(event)).toEqual([])
    }
    player.stop()
  })

  it('answers every endpoint in the form of its contract', async () => {
    const { player, get } = play(name)
    const paths = player.world.modules.flatMap(({ id }) =>
      MODULE_ANSWERS.map(([rest, schema]) => [`/modules/${id}${rest}`, schema] as const),
    )
    for (const [path, schema] of [...ANSWERS, ...paths]) {
      const parsed = schema.safeParse(await get(path))
      expect([path, parsed.error?.issues ?? []]).toEqual([path, []])
    }
    player.stop()
  })

  it('answers a probe by hand with what it found', async () => {
    const { player, api } = play(name)
    for (const { id } of player.world.modules) {
      const response = await api(new Request(`http://panel/api/v1/modules/${id}/probe`, { method: 'POST' }))
      expect(ModuleProbed.safeParse(await response.json()).success).toBe(true)
    }
    const unknown = await api(new Request('http://panel/api/v1/modules/nobody/probe', { method: 'POST' }))
    expect([unknown.status, Problem.safeParse(await unknown.json()).success]).toEqual([404, true])
    player.stop()
  })

  it('sends only frames of the contract', async () => {
    const { clock, player } = play(name)
    const frames: unknown[] = []
    const session = startSession(player, {
      send: (frame) => void frames.push(JSON.parse(JSON.stringify(frame))),
      close: () => {},
      isWritable: () => true,
    })
    session.receive(JSON.stringify({ op: 'hello', topics: ['*'], after: `${player.log.bounds().epoch}:0` }))
    session.receive(JSON.stringify({ op: 'ping', id: 1 }))
    await clock.advance(MINUTE_MS)
    for (const frame of frames) expect(ServerFrame.safeParse(frame).error?.issues ?? []).toEqual([])
    expect(frames.length).toBeGreaterThan(3)
    session.stop()
    player.stop()
    expect(clock.pendingTimers()).toBe(0)
  })

  it('is laid out in order of time', () => {
    const times = readWorld(name).timeline.map((entry) => entry.atMs)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
  })

  it('says the same twice, byte for byte', async () => {
    const run = async () => {
      const { clock, player } = play(name)
      await clock.advance(MINUTE_MS)
      player.stop()
      return JSON.stringify(player.log.read(0))
    }
    expect(await run()).toBe(await run())
  })
})

describe('the calm world', () => {
  it('shows three healthy modules, each observed within two intervals', async () => {
    const { clock, player } = play('calm')
    await clock.advance(5 * MINUTE_MS)
    const modules = Object.values(player.snapshot().world.modules)
    expect(modules.map(({ id, state }) => [id, state])).toEqual([
      ['finbot', 'healthy'],
      ['mubot', 'healthy'],
      ['observability', 'healthy'],
    ])
    for (const { observedAt } of modules) expect(clock.now() - Date.parse(observedAt ?? '')).toBeLessThan(20_000)
    player.stop()
  })

  it('goes on after its end, with no observation missing where it begins again', async () => {
    const { clock, player } = play('calm')
    await clock.advance(player.world.durationMs + 2 * MINUTE_MS)
    const checks = player.log.read(0).filter(({ event }) => event.type === 'mcp.health.checked')
    const finbot = checks.filter(({ event }) => event.module === 'finbot').map(({ event }) => Date.parse(event.time))
    const gaps = finbot.slice(1).map((at, index) => at - (finbot[index] ?? 0))
    expect(Math.max(...gaps)).toBeLessThan(20_000)
    player.stop()
  })

  it('divides the last hour into time up, degraded and unobserved', () => {
    const { clock, player } = play('calm')
    const { samples, uptime } = player.sampler.read('mubot', clock.now())
    expect(samples.length).toBeGreaterThan(300)
    expect(uptime.buckets.some((bucket) => bucket.degradedMs > 0)).toBe(true)
    for (const { upMs, degradedMs, downMs, unobservedMs } of uptime.buckets) {
      expect(upMs + degradedMs + downMs + unobservedMs).toBeLessThanOrEqual(uptime.bucketMs)
      expect(Math.min(upMs, degradedMs, downMs, unobservedMs)).toBeGreaterThanOrEqual(0)
    }
    player.stop()
  })
})
