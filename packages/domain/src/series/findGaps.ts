import { isFigure, type Table } from './downsample.ts'

/** Points further apart than this many of their steps have something missing between them. */
export const GAP_AFTER_STEPS = 1.5

/** A stretch of time, epoch milliseconds. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** The table with an unobserved row wherever points are missing, so that no line is drawn through; unchanged if none are. */
export function breakGaps(times: readonly number[], columns: Table['columns'], stepMs: number): Table {
  const breaks = times.flatMap((time, index) => (isMissing(times[index - 1], time, stepMs) ? [index] : []))
  if (breaks.length === 0) return { times, columns }
  return {
    times: insert(times, breaks, (index) => ((times[index - 1] ?? 0) + (times[index] ?? 0)) / 2),
    columns: columns.map((values) => insert(values, breaks, () => null)),
  }
}

/**
 * Stretches in which no series was observed, from the last observed point to the next one. With `within` the stretches
 * before the first and after the last observed point are told too, when they are longer than `GAP_AFTER_STEPS` steps.
 */
export function findGaps(
  { times, columns }: Table,
  within?: { readonly from: number; readonly to: number; readonly stepMs: number },
): readonly Stretch[] {
  const gaps: Stretch[] = []
  let before = within?.from
  for (let index = 0; index < times.length; index += 1) {
    const time = times[index] ?? 0
    if (!isObserved(columns, index)) continue
    const hasHole = index > 0 && !isObserved(columns, index - 1)
    if (before !== undefined && (hasHole || isLong(before, time, within?.stepMs))) gaps.push({ from: before, to: time })
    else if (before === undefined && hasHole) gaps.push({ from: times[0] ?? time, to: time })
    before = time
  }
  const end = within?.to ?? times.at(-1)
  if (before !== undefined && end !== undefined) {
    const hasHole = within === undefined && times.length > 0 && !isObserved(columns, times.length - 1)
    if (hasHole || isLong(before, end, within?.stepMs)) gaps.push({ from: before, to: end })
  }
  return gaps
}

function insert<T>(list: readonly T[], before: readonly number[], make: (index: number) => T): T[] {
  const out: T[] = []
  let from = 0
  for (const index of before) {
    for (; from < index; from += 1) out.push(list[from] as T) // `from` lies within the list
    out.push(make(index))
  }
  for (; from < list.length; from += 1) out.push(list[from] as T) // as above
  return out
}

const isMissing = (before: number | undefined, time: number, stepMs: number): boolean =>
  before !== undefined && time - before > GAP_AFTER_STEPS * stepMs

const isLong = (from: number, to: number, stepMs: number | undefined): boolean =>
  stepMs !== undefined && to - from > GAP_AFTER_STEPS * stepMs

function isObserved(columns: Table['columns'], index: number): boolean {
  for (const values of columns) if (isFigure(values[index])) return true
  return false
}
