const UINT32 = 2 ** 32

/** A number in [0, 1) that depends on nothing but its arguments (32-bit mix, after Chris Wellons' lowbias32). */
export function hashUnit(seed: number, index: number): number {
  let mixed = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index | 0, 0x85ebca6b)) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / UINT32
}

/** Smooth value noise in [-1, 1] along `position`; the same seed and position always give the same value. */
export function smoothNoise(seed: number, position: number): number {
  const index = Math.floor(position)
  const t = position - index
  const eased = t * t * (3 - 2 * t)
  const from = hashUnit(seed, index)
  const to = hashUnit(seed, index + 1)
  return 2 * (from + (to - from) * eased) - 1
}

/** An integer in [min, max], by hash. */
export const hashInt = (seed: number, index: number, min: number, max: number): number =>
  min + Math.floor(hashUnit(seed, index) * (max - min + 1))

/** One of the items, by hash. The list must not be empty. */
export function hashPick<T>(seed: number, index: number, items: readonly [T, ...T[]]): T {
  return items[hashInt(seed, index, 0, items.length - 1)] ?? items[0]
}
