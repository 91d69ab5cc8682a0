/**
 * Records of a picture that no reader holds yet, each with its number of entries: the fold writes into these instead
 * of copying them.
 */
export type Scratch = Map<object, number>

type Entries<T> = Readonly<Record<string, T>>

export const sizeOf = (record: object, scratch: Scratch | undefined): number =>
  scratch?.get(record) ?? Object.keys(record).length

/** The record with this entry as its newest. */
export function withEntry<T>(record: Entries<T>, [key, value]: readonly [string, T], scratch?: Scratch): Entries<T> {
  const own = claim(record, scratch)
  const size = sizeOf(own, scratch)
  const isNew = !Object.hasOwn(own, key)
  own[key] = value
  if (isNew) scratch?.set(own, size + 1)
  return own
}

/** The record without this entry; the same one when it has none. */
export function withoutEntry<T>(record: Entries<T>, key: string, scratch?: Scratch): Entries<T> {
  if (!Object.hasOwn(record, key)) return record
  const own = claim(record, scratch)
  const size = sizeOf(own, scratch)
  delete own[key]
  scratch?.set(own, size - 1)
  return own
}

/** The record with its oldest entries left out, so that it has `max` at most. */
export function withinMax<T>(record: Entries<T>, max: number, scratch?: Scratch): Entries<T> {
  const surplus = sizeOf(record, scratch) - max
  if (surplus <= 0) return record
  let kept = record
  for (const key of Object.keys(record).slice(0, surplus)) kept = withoutEntry(kept, key, scratch)
  return kept
}

function claim<T>(record: Entries<T>, scratch: Scratch | undefined): Record<string, T> {
  if (scratch?.has(record) === true) return record
  const own = { ...record }
  scratch?.set(own, Object.keys(own).length)
  return own
}
