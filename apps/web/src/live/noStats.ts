import type { LinkStats } from '@nobet/stream-client'

/** Counts of a link that has not begun. */
export const NO_STATS: LinkStats = {
  transport: undefined,
  forced: undefined,
  session: undefined,
  user: undefined,
  cursor: undefined,
  roundTripMs: undefined,
  eventsPerSecond: 0,
  received: 0,
  duplicates: 0,
  recovered: 0,
  lost: 0,
  unknownLosses: 0,
  malformed: 0,
  lastMalformed: undefined,
  lastError: undefined,
  denied: [],
  upgradeBlocked: false,
  history: [],
}
