const TOLERANCE_MS = 1_000
const TOLERANCE_RATIO = 0.02

/** Nominal TTLs within 1 s or 2 % of each other are the same: a refresh is no news (PROTOCOL, Event). */
export const isTtlChange = (previousTtlMs: number, ttlMs: number): boolean =>
  Math.abs(ttlMs - previousTtlMs) > Math.max(TOLERANCE_MS, previousTtlMs * TOLERANCE_RATIO)
