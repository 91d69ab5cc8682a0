import { type LogItem, parseCursor, type Snapshot } from '@nobet/contracts'
import { foldWorld } from './foldWorld.ts'

/**
 * The snapshot after one more item of the log. An item at or before the snapshot's cursor is stale and returns the
 * same object; an item of another epoch does too: take a new snapshot.
 */
export function applyItem(snapshot: Snapshot, item: LogItem): Snapshot {
  const at = parseCursor(snapshot.cursor)
  const next = parseCursor(item.cursor)
  if (at === undefined || next === undefined) return snapshot
  if (next.epoch !== at.epoch || next.offset <= at.offset) return snapshot
  return { cursor: item.cursor, world: foldWorld(snapshot.world, item.event) }
}
