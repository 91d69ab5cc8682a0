import type { MockWorld } from '../world/mockWorld.ts'
import { createCalm } from './calm.ts'
import { createEmpty } from './empty.ts'
import { createMeasured } from './measured.ts'
import { createSocketCut } from './socketCut.ts'
import { createTraced } from './traced.ts'

const WORLDS = {
  calm: createCalm,
  'socket-cut': createSocketCut,
  traced: createTraced,
  measured: createMeasured,
  empty: createEmpty,
} as const satisfies Record<string, () => MockWorld>

export type WorldName = keyof typeof WORLDS
export const WORLD_NAMES: readonly WorldName[] = ['calm', 'socket-cut', 'traced', 'measured', 'empty']

export const isWorldName = (name: string): name is WorldName => Object.hasOwn(WORLDS, name)

/** A world by its name, laid out afresh: the same every time. */
export const readWorld = (name: WorldName): MockWorld => WORLDS[name]()
