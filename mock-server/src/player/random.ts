const UINT32 = 2 ** 32

/** Seeded numbers in [0, 1): the same seed, the same row. mulberry32, after Tommy Ettinger. */
export type Random = () => number

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / UINT32
  }
}

/** A whole number in [low, high]. */
export const pickInt = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1))

/** One of the list; `undefined` only for an empty one. */
export const pickOne = <T>(random: Random, list: readonly T[]): T | undefined =>
  list[Math.floor(random() * list.length)]
