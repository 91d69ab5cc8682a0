/** Deeper than any honest schema; what is below is cut, so a hostile one cannot exhaust the stack. */
export const JSON_DEPTH_MAX = 64

/** The same text for the same value whatever the order of its keys; `undefined` members are left out. */
export const canonicalJson = (value: unknown): string => JSON.stringify(toCanonical(value, 0)) ?? 'null'

function toCanonical(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth >= JSON_DEPTH_MAX) return '…'
  if (Array.isArray(value)) return value.map((item) => toCanonical(item, depth + 1))
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, member]) => [key, toCanonical(member, depth + 1)]))
}

/** The value with everything below {@link JSON_DEPTH_MAX} cut off. */
export const boundDepth = (value: unknown): unknown => toCanonical(value, 0)
