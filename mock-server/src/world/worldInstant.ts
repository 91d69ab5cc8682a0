import { EpochMs, type Timestamp, toEpochMs, toTimestamp } from '@nobet/contracts'

/** Fields of events and answers that hold an instant. */
const INSTANT_FIELDS = ['nextProbeAt', 'startsAt', 'endsAt', 'until', 'since', 'lastOkAt'] as const

/** An instant on a world's own clock, whose zero is 1970-01-01T00:00:00Z; the player moves it onto the wall clock. */
export const toWorldInstant = (atMs: number): Timestamp => toTimestamp(EpochMs.parse(atMs))

/** A copy with every known instant moved by `toWallMs`. */
export function moveInstants<T extends object>(record: T, toWallMs: (atMs: number) => number): T {
  const moved: Record<string, unknown> = {}
  for (const field of INSTANT_FIELDS) {
    const instant: unknown = Reflect.get(record, field)
    if (typeof instant === 'string') moved[field] = toTimestamp(EpochMs.parse(toWallMs(toEpochMs(instant))))
  }
  return { ...record, ...moved }
}
