import type { LogItem, LoggedEvent, Snapshot, World } from '@nobet/contracts'
import { advance } from './applyItem.ts'
import { foldEvent } from './foldWorld.ts'
import type { Scratch } from './scratch.ts'

/** The same fold for one who keeps a picture to himself for many events and shows it now and then. */
export interface WorldFold {
  readonly fold: (world: World, event: LoggedEvent) => World
  readonly apply: (snapshot: Snapshot, item: LogItem) => Snapshot
  /** Says that the last picture has readers from now on: it is not written into any more. */
  readonly handOut: () => void
}

/** Copies a record once between two showings and not once an event: a storm costs what it is and not its square. */
export function createFold(): WorldFold {
  const scratch: Scratch = new Map()
  const fold = (world: World, event: LoggedEvent): World => foldEvent(world, event, scratch)
  return { fold, apply: (snapshot, item) => advance(snapshot, item, fold), handOut: () => scratch.clear() }
}
