const STEPS = [1, 2, 5]

/** Round moments over a length, from 0 to below its end, at most `most`; milliseconds in and out. */
export function toTicks(lengthMs: number, most: number): readonly number[] {
  if (!(lengthMs > 0)) return [0]
  const least = lengthMs / most
  const power = 10 ** Math.floor(Math.log10(least))
  const step = (STEPS.find((one) => one * power >= least) ?? 10) * power
  const count = Math.ceil(lengthMs / step)
  return Array.from({ length: count }, (_, at) => at * step)
}
