import type { PeerProps } from './peers.tsx'

const STEP_MS = 15_000
const START = Date.UTC(2026, 10, 22)
/** Updates until the figures come again. */
const CYCLE = 500

/** Series that move on by one point each time; every list is new, as an answer of a server would be. */
export function createFeed(series: number, points: number): { readonly next: () => PeerProps } {
  const length = points + CYCLE
  const times = Array.from({ length }, (_, at) => START + at * STEP_MS)
  const columns = Array.from({ length: series }, (_, one) => Array.from({ length }, (_, at) => valueAt(one, at)))
  let offset = 0
  return {
    next: () => {
      offset = (offset + 1) % CYCLE
      const cut = (list: readonly number[]) => list.slice(offset, offset + points)
      return { times: cut(times), columns: columns.map(cut), stepMs: STEP_MS }
    },
  }
}

/** Uneven but the same in every run. */
const valueAt = (series: number, at: number): number =>
  100 + series * 20 + 30 * Math.sin(at / (7 + series)) + ((at * 2_654_435_761) % 97) / 10
