/** One sample: `null` was not observed and breaks the line. */
export interface SparkPoint {
  readonly at: number
  readonly value: number | null
}

export interface SparkBox {
  readonly width: number
  readonly height: number
  readonly limit?: number
}

export interface SparkPath {
  readonly path: string
  /** Where the last observed value is. */
  readonly end: { readonly x: number; readonly y: number } | undefined
  /** Where the unobserved tail begins, if there is one. */
  readonly tailX: number | undefined
  readonly limitY: number | undefined
}

const PAD_PX = 6

/** Points to an SVG path; the scale starts at zero so that small jitter does not look like trouble. */
export function toSparkPath(points: readonly SparkPoint[], box: SparkBox): SparkPath {
  const seen = points.flatMap((point) => (point.value === null ? [] : [point.value]))
  const first = points[0]?.at ?? 0
  const span = Math.max(1, (points.at(-1)?.at ?? 0) - first)
  const top = Math.max(...seen, box.limit ?? 0, Number.MIN_VALUE) * 1.15
  const x = (at: number) => round(((at - first) / span) * box.width)
  const y = (value: number) => round(box.height - PAD_PX - (value / top) * (box.height - 2 * PAD_PX))
  const last = points.findLast((point) => point.value !== null)
  const end = last?.value === undefined || last.value === null ? undefined : { x: x(last.at), y: y(last.value) }
  const tail = end !== undefined && last !== points.at(-1)
  return {
    path: toPath(points, x, y),
    end,
    tailX: tail ? end.x : undefined,
    limitY: box.limit === undefined || seen.length === 0 ? undefined : y(box.limit),
  }
}

function toPath(points: readonly SparkPoint[], x: (at: number) => number, y: (value: number) => number): string {
  let drawing = false
  return points
    .map(({ at, value }) => {
      const command = value === null ? '' : `${drawing ? 'L' : 'M'}${x(at)} ${y(value)}`
      drawing = value !== null
      return command
    })
    .join('')
}

const round = (value: number): number => Math.round(value * 10) / 10
