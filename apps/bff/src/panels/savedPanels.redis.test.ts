import { PANEL_LIMITS, type SavedPanel } from '@nobet/contracts'
import { waitFor } from '@nobet/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { systemClock } from '../clock.ts'
import { PANEL_KEYS } from '../redis/panelKeys.ts'
import { ask, type RedisWorld, startStandalone } from '../redis/redisServers.fixture.ts'
import { createRedisSavedPanels } from './redisSavedPanels.ts'
import { createOwnSavedPanels, type SavedPanels } from './savedPanels.ts'

vi.setConfig({ testTimeout: 60_000 })

let world: RedisWorld
beforeAll(async () => {
  world = await startStandalone()
}, 120_000)
afterAll(() => world.stop())
beforeEach(() => ask(world.processes[0]?.port ?? 0, (redis) => redis.flushall()))

const openShared = async () => {
  const saved = createRedisSavedPanels({ clock: systemClock, client: world.open(2_000) })
  await waitFor(async () => (await saved.list()).length === 0)
  return saved
}
const build = (n: number, over: Partial<SavedPanel> = {}): SavedPanel => ({
  id: `saved-${n}`,
  title: `Panel ${n}`,
  promql: 'up{job="$module"}',
  unit: 'count',
  kind: 'lines',
  legend: '',
  thresholds: [1],
  savedBy: 'elif',
  savedAt: new Date(Date.UTC(2026, 10, 22) + n * 1_000).toISOString(),
  ...over,
})

const stores: readonly (readonly [string, () => SavedPanels | Promise<SavedPanels>])[] = [
  ['memory', createOwnSavedPanels],
  ['Redis', openShared],
]
describe.each(stores)('saved panels in %s', (_name, open) => {
  test('are there as they were saved, oldest first, until they are removed', async () => {
    const saved = await open()
    const [a, b] = [build(1), build(2, { module: 'finbot' })]
    expect([await saved.keep(a), await saved.keep(b)]).toEqual(['kept', 'kept'])
    expect(await saved.list()).toEqual([a, b])
    expect(await saved.remove(a.id)).toEqual(a)
    expect(await saved.remove(a.id)).toBeUndefined()
    expect(await saved.list()).toEqual([b])
  })

  test('are no more than the limit', async () => {
    const saved = await open()
    for (let n = 0; n < PANEL_LIMITS.saved; n += 1) expect(await saved.keep(build(n))).toBe('kept')
    expect(await saved.keep(build(PANEL_LIMITS.saved))).toBe('full')
    expect(await saved.list()).toHaveLength(PANEL_LIMITS.saved)
  })
})

test('a panel saved on one replica is on the other; what is none is passed over', async () => {
  const [one, other] = [await openShared(), await openShared()]
  await one.keep(build(1))
  await ask(world.processes[0]?.port ?? 0, (redis) => redis.hset(PANEL_KEYS.savedPanels, 'odd', '{"title":7}'))
  expect(await other.list()).toEqual([build(1)])
})
