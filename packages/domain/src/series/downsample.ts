/** A figure of a series; `null` was not observed. */
export type Figure = number | null

/** Infinite and undefined results of a division are no figures: nothing can be drawn or compared. */
export const isFigure = (value: Figure | undefined): value is number => Number.isFinite(value)

export interface Table {
  /** Ascending; any unit. */
  readonly times: readonly number[]
  /** One list for each series, as long as `times`. */
  readonly columns: readonly (readonly Figure[])[]
}

/** The most points that `downsample` keeps of one series for this width: both extremes of a column, both ends, gaps between. */
export const pointsMax = (width: number): number => 2 * toPicks(width) + 1

/**
 * So few of the points that lines of that width look the same: of each series the first, the last, and the lowest and
 * highest of each of `width` columns of time, at most `pointsMax(width)`; what one needs is kept for all. Points are
 * picked, never computed. Where at least one unobserved point lay between two picked ones, one of them is kept, so that
 * a gap stays a gap.
 */
export function downsample(times: readonly number[], columns: Table['columns'], width: number): Table {
  if (times.length <= pointsMax(width)) return { times, columns }
  const kept = new Uint8Array(times.length)
  for (const values of columns) for (const index of withGaps(pick(times, values, width), values)) kept[index] = 1
  const indexes = times.flatMap((_, index) => (kept[index] === 1 ? [index] : []))
  return {
    times: indexes.map((index) => at(times, index)),
    columns: columns.map((values) => indexes.map((index) => values[index] ?? null)),
  }
}

const toPicks = (width: number): number => 2 * toColumns(width) + 2
const toColumns = (width: number): number => Math.max(1, Math.floor(width) || 1)

/** Ascending, each once. */
function pick(times: readonly number[], values: readonly Figure[], width: number): number[] {
  const last = times.length - 1
  const start = at(times, 0)
  const columns = toColumns(width)
  const length = (at(times, last) - start) / columns || 1
  const picked = new Set([0])
  let column = 0
  let low = -1
  let high = -1
  const close = () => {
    if (low < 0) return
    picked.add(Math.min(low, high)).add(Math.max(low, high))
    low = -1
    high = -1
  }
  for (let index = 0; index <= last; index += 1) {
    const here = Math.min(columns - 1, Math.floor((at(times, index) - start) / length))
    if (here !== column) {
      close()
      column = here
    }
    const value = values[index]
    if (!isFigure(value)) continue
    if (low < 0 || value < (values[low] ?? 0)) low = index
    if (high < 0 || value > (values[high] ?? 0)) high = index
  }
  close()
  return [...picked.add(last)]
}

function withGaps(picked: readonly number[], values: readonly Figure[]): number[] {
  const kept: number[] = []
  let before = -1
  for (const index of picked) {
    const gap = before < 0 ? -1 : firstUnobserved(values, before + 1, index)
    if (gap >= 0) kept.push(gap)
    kept.push(index)
    before = index
  }
  return kept
}

function firstUnobserved(values: readonly Figure[], from: number, until: number): number {
  for (let index = from; index < until; index += 1) if (!isFigure(values[index])) return index
  return -1
}

const at = (list: readonly number[], index: number): number => list[index] ?? Number.NaN
