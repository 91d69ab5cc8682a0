import type { SparkPoint } from '../../ui/toSparkPath.ts'

/** Neighbouring samples as their greatest value, at most `most` of them: a spike is never averaged away. */
export function thinPoints(points: readonly SparkPoint[], most: number): SparkPoint[] {
  const size = Math.max(1, Math.ceil(points.length / most))
  const thinned: SparkPoint[] = []
  for (let i = 0; i < points.length; i += size) {
    const group = points.slice(i, i + size)
    const seen = group.flatMap(({ value }) => (value === null ? [] : [value]))
    const last = group.at(-1)
    if (last !== undefined) thinned.push({ at: last.at, value: seen.length === 0 ? null : Math.max(...seen) })
  }
  return thinned
}
