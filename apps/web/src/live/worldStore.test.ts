import { formatCursor, type LogItem, type Snapshot } from '@nobet/contracts'
import { emptyWorld } from '@nobet/domain/world'
import { describe, expect, it } from 'vitest'
import { createWorldStore } from './worldStore.ts'

const snapshot = (offset: number, epoch = 'e'): Snapshot => ({
  cursor: formatCursor({ epoch, offset }),
  world: emptyWorld,
})

const upstream = (offset: number, id: string, epoch = 'e'): LogItem => ({
  cursor: formatCursor({ epoch, offset }),
  event: {
    specversion: '1.0',
    id: String(offset),
    source: '/nobet/sources',
    type: 'upstream.degraded',
    time: '2026-11-22T11:00:00Z',
    severity: 'warning',
    data: { upstream: id, state: 'degraded' },
  },
})

function createTest() {
  const frames: (() => void)[] = []
  const world = createWorldStore({ onFrame: (publish) => void frames.push(publish) })
  return { world, paint: () => frames.splice(0).forEach((publish) => publish()), frames }
}
const upstreams = ({ world }: ReturnType<typeof createTest>) => Object.keys(world.store.getState().world.upstreams)

describe('the world store', () => {
  it('waits for its first snapshot and ignores deltas until then', () => {
    const test = createTest()
    test.world.apply([upstream(1, 'a')])
    expect(test.frames).toHaveLength(0)
    expect(test.world.store.getState().status).toBe('waiting')
  })

  it('folds what follows the snapshot and shows it at the next frame', () => {
    const test = createTest()
    test.world.reset(snapshot(5), [])
    test.world.apply([upstream(6, 'a'), upstream(7, 'b')])
    expect(upstreams(test)).toEqual([])
    test.paint()
    expect(upstreams(test)).toEqual(['a', 'b'])
  })

  it('lets stale and doubled deltas change nothing, not even wake a reader', () => {
    const test = createTest()
    test.world.reset(snapshot(5), [])
    test.world.apply([upstream(5, 'a'), upstream(2, 'b')])
    expect(test.frames).toHaveLength(0)
  })

  it('replays what arrived while the snapshot was on its way, of its own epoch only', () => {
    const test = createTest()
    test.world.reset(snapshot(5), [])
    test.world.markOutdated()
    expect(test.world.store.getState().status).toBe('outdated')
    test.world.reset(snapshot(1, 'new'), [upstream(9, 'old'), upstream(1, 'in', 'new'), upstream(2, 'after', 'new')])
    expect(upstreams(test)).toEqual(['after'])
    expect(test.world.store.getState().status).toBe('ready')
  })
})
