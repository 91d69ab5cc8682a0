import type { ChartTone } from './series.ts'

const TONES = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'] as const satisfies readonly ChartTone[]
/** Px; one for each tone, so that no two lines differ by colour alone. */
const DASHES: readonly (readonly number[] | undefined)[] = [
  undefined,
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
  [10, 4],
  [4, 2],
  [1, 3],
  [6, 2, 2, 2, 2, 2],
]

/** The tone of the `index`-th kind; after eight they come again. */
export const toneOf = (index: number): ChartTone => TONES[index % TONES.length] ?? 'c1'

/** The dash that goes with it; the second round is shifted, so that the ninth differs from the first. */
export const dashOf = (index: number): { readonly dash?: readonly number[] } => {
  const dash = DASHES[(index + Math.floor(index / TONES.length)) % DASHES.length]
  return dash === undefined ? {} : { dash }
}
