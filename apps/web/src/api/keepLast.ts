import type { Sourced } from '@nobet/contracts'

/** A source that has gone blanks nothing: the last value stays, marked stale, with the new answer's error. */
export function keepLast<T>(before: Sourced<T> | undefined, next: Sourced<T>): Sourced<T> {
  if (next.value !== null || next.freshness !== 'unavailable') return next
  if (before === undefined || before.value === null) return next
  return { ...next, value: before.value, freshness: 'stale', observedAt: before.observedAt }
}
