import { type LogItem, type LoggedEvent, parseCursor, type Snapshot, type World } from '@nobet/contracts'
import { foldWorld } from './foldWorld.ts'

/**
 * The snapshot after one more item of the log. An item at or before the snapshot's cursor is stale and returns the
 * same object; an item of another epoch does too: take a new snapshot.
 */
export const applyItem = (snapshot: Snapshot, item: LogItem): Snapshot => advance(snapshot, item, foldWorld)

export function advance(
  snapshot: Snapshot,
  item: LogItem,
  fold: (world: World, event: LoggedEvent) => World,
): Snapshot {
  const at = parseCursor(snapshot.cursor)
  const next = parseCursor(item.cursor)
  if (at === undefined || next === undefined) return snapshot
  if (next.epoch !== at.epoch || next.offset <= at.offset) return snapshot
  return { cursor: item.cursor, world: fold(snapshot.world, item.event) }
}
