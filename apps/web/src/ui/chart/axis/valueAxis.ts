/** The lowest and highest value that the axis shows, and the round values at which it draws a line. */
export interface ValueAxis {
  readonly min: number
  readonly max: number
  readonly ticks: readonly number[]
}

export interface ValueAxisInput {
  /** `null` when nothing was observed. */
  readonly min: number | null
  readonly max: number | null
  /** Values that have to be seen although no series reaches them: thresholds. */
  readonly include: readonly number[]
  readonly whole: boolean
  /** The highest value there can be, if there is one: 1 for a ratio. */
  readonly ceiling?: number | undefined
  readonly height: number
}

const TICK_SPACE_PX = 36
const HEADROOM = 1.04
const FACTORS = [1, 2, 5, 10]

/** From zero (or below, if values are) to a round number above all; a flat line does not stick to the edge. */
export function toValueAxis({ min, max, include, whole, ceiling, height }: ValueAxisInput): ValueAxis {
  const low = Math.min(0, min ?? 0, ...include)
  const high = Math.max(0, max ?? 0, ...include)
  const empty = low === high
  const wanted = Math.max(2, Math.floor(height / TICK_SPACE_PX))
  const top = empty ? (ceiling === undefined ? 1 : ceiling / 100) : toTop(high, ceiling)
  const step = toStep((top - low * HEADROOM) / wanted, whole)
  const first = Math.floor((low * HEADROOM) / step)
  const last = Math.ceil(clean(top / step))
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => clean((first + index) * step))
  return { min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1, ticks }
}

/** Room above the highest, but never above what can be. */
function toTop(high: number, ceiling: number | undefined): number {
  const roomy = high * HEADROOM
  return ceiling !== undefined && high <= ceiling ? Math.min(roomy, ceiling) : roomy
}

function toStep(rough: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = FACTORS.find((each) => each * power >= rough * 0.999) ?? 10
  return whole ? Math.max(1, factor * power) : factor * power
}

/** Without the dust of binary fractions: 0.30000000000000004 is 0.3. */
const clean = (value: number): number => Number(value.toPrecision(12))
