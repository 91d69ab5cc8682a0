import { EpochMs, type LoggedEvent, readKnownEvent, toEpochMs, toTimestamp } from '@nobet/contracts'
import { json, notFound } from './answers.ts'
import type { Call } from './call.ts'

/** `POST /modules/:id/probe`: the newest probe once more, now; the world says what a probe would find. */
export function probeModule({ player, id }: Call): Response {
  const newest = player.log
    .read(0)
    .map((entry) => entry.event)
    .findLast((event) => event.module === id && event.type === 'mcp.health.checked')
  const again = newest === undefined ? undefined : repeat(newest, player.mintId(), player.clock.now())
  if (again === undefined) return notFound(`module ${id}`)
  player.publish([again])
  return json({ check: again.data })
}

function repeat(event: LoggedEvent, id: string, nowMs: number): LoggedEvent | undefined {
  const known = readKnownEvent(event)
  if (known?.type !== 'mcp.health.checked') return undefined
  const waitMs = toEpochMs(known.data.nextProbeAt) - toEpochMs(known.time)
  const nextProbeAt = toTimestamp(EpochMs.parse(nowMs + waitMs))
  return { ...event, id, time: toTimestamp(EpochMs.parse(nowMs)), data: { ...known.data, nextProbeAt } }
}
