import { type ModuleState, readKnownEvent } from '@nobet/contracts'
import type { EventRing } from '../../live/eventRing.ts'

export interface AwaySum {
  /** First state against last state of each module that ended elsewhere than it began. */
  readonly changes: readonly { readonly module: string; readonly from: ModuleState; readonly to: ModuleState }[]
  readonly events: number
  /** `null` when it cannot be known. */
  readonly lost: number | null
}

/** What the ring says happened in `[fromSeq, toSeq)`; rows that fell out count as events. */
export function sumAway(ring: Pick<EventRing, 'get' | 'first'>, fromSeq: number, toSeq: number): AwaySum {
  const moved = new Map<string, { from: ModuleState; to: ModuleState }>()
  let lost: number | null = 0
  let gaps = 0
  for (let seq = Math.max(fromSeq, ring.first()); seq < toSeq; seq += 1) {
    const entry = ring.get(seq)
    if (entry?.kind === 'gap') {
      gaps += 1
      lost = lost === null || entry.gap.lost === null ? null : lost + entry.gap.lost
    } else if (entry?.event.type === 'mcp.health.changed') {
      const event = readKnownEvent(entry.event)
      if (event?.type !== 'mcp.health.changed' || event.module === undefined) continue
      moved.set(event.module, { from: moved.get(event.module)?.from ?? event.data.from, to: event.data.to })
    }
  }
  const changes = [...moved].map(([module, states]) => ({ module, ...states })).filter(({ from, to }) => from !== to)
  return { changes, events: toSeq - fromSeq - gaps, lost }
}
