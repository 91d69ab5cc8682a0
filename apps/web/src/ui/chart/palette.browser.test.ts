import { expect, it } from 'vitest'
import '../tokens.css'
import { dashOf, toneOf } from './looks.ts'
import { readPalette } from './palette.ts'
import type { ChartTone } from './series.ts'

type Rgb = readonly [number, number, number]

/** Contrast of graphics against what they lie on, WCAG 2.2. */
const CONTRAST_MIN = 3
/** Distances in OKLab; about 0.02 is just seen. */
const DISTANCE_MIN = 0.06
const DISTANCE_FIRST_FOUR_MIN = 0.09

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. */
const VISIONS = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
}

const KINDS = Array.from({ length: 8 }, (_, index) => toneOf(index))
const QUANTILES = ['q50', 'q95', 'q99'] as const
const THEMES = ['dark', 'light'] as const

it.each(THEMES)('every line can be seen on the panel of the %s theme', (theme) => {
  const contrasts = [...KINDS, ...QUANTILES].map((tone) => contrast(read(tone, theme), read('surface-1', theme)))
  expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(CONTRAST_MIN)
})

it.each(Object.keys(VISIONS) as (keyof typeof VISIONS)[])('kinds are told apart with %s', (vision) => {
  const near = KINDS.flatMap((one, index) =>
    KINDS.slice(0, index).flatMap((other) => {
      const least = index < 4 ? DISTANCE_FIRST_FOUR_MIN : DISTANCE_MIN
      const far = distance(read(one, 'dark'), read(other, 'dark'), vision)
      return far < least ? [`${one} and ${other}: ${far.toFixed(3)}`] : []
    }),
  )
  expect(near).toEqual([])
})

it.each(THEMES)('quantiles are three weights of one hue in the %s theme', (theme) => {
  const [low, middle, high] = QUANTILES.map((tone) => read(tone, theme))
  if (low === undefined || middle === undefined || high === undefined) throw new Error('a quantile has no tone')
  for (const vision of Object.keys(VISIONS) as (keyof typeof VISIONS)[]) {
    expect(distance(low, middle, vision)).toBeGreaterThanOrEqual(DISTANCE_FIRST_FOUR_MIN)
    expect(distance(middle, high, vision)).toBeGreaterThanOrEqual(DISTANCE_FIRST_FOUR_MIN)
  }
})

it('no two of sixteen lines differ by nothing, and of eight none by colour alone', () => {
  const looks = Array.from({ length: 16 }, (_, index) => `${toneOf(index)} ${dashOf(index).dash?.join() ?? ''}`)
  expect(new Set(looks).size).toBe(16)
  expect(new Set(KINDS.map((_, index) => dashOf(index).dash?.join() ?? '')).size).toBe(8)
})

/** A token as a canvas draws it in this theme, linear. */
function read(name: ChartTone | 'surface-1', theme: 'dark' | 'light'): Rgb {
  document.documentElement.dataset['theme'] = theme
  const hex = readPalette()[`--${name}`]
  const part = (at: number) => toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  return [part(1), part(3), part(5)]
}

const toLinear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)

/** Björn Ottosson, OKLab, 2020. */
function toOklab([red, green, blue]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function distance(one: Rgb, other: Rgb, vision: keyof typeof VISIONS): number {
  const [a, b] = [one, other].map((colour) => toOklab(seenWith(colour, VISIONS[vision])))
  return Math.hypot(...[0, 1, 2].map((part) => (a?.[part] ?? 0) - (b?.[part] ?? 0)))
}

function seenWith([red, green, blue]: Rgb, matrix: readonly number[]): Rgb {
  const row = (at: number) =>
    clamp((matrix[at] ?? 0) * red + (matrix[at + 1] ?? 0) * green + (matrix[at + 2] ?? 0) * blue)
  return [row(0), row(3), row(6)]
}

function contrast(one: Rgb, other: Rgb): number {
  const [dim = 0, bright = 0] = [luminance(one) + 0.05, luminance(other) + 0.05].toSorted((a, b) => a - b)
  return bright / dim
}

const luminance = ([red, green, blue]: Rgb): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue
const clamp = (part: number): number => Math.min(1, Math.max(0, part))
