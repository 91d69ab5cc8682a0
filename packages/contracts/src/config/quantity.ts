import * as z from 'zod/mini'

const KIB = 1024
const SECOND_MS = 1000
const BYTE_UNITS = { B: 1, KiB: KIB, MiB: KIB ** 2, GiB: KIB ** 3 } as const
const TIME_UNITS = { ms: 1, s: SECOND_MS, m: 60 * SECOND_MS, h: 3600 * SECOND_MS, d: 86_400 * SECOND_MS } as const

const BYTES_PATTERN = /^([1-9]\d{0,15})\s*(B|KiB|MiB|GiB)?$/
const AGE_PATTERN = /^([1-9]\d{0,15})\s*(ms|s|m|h|d)$/

const SIZE_WORDS = 'expected a size such as 256MiB or 1048576'
const AGE_WORDS = 'expected a time such as 24h, 30m, 10s or 500ms'

/** A size: a number of bytes, or text such as `256MiB`. Parsed to bytes. */
export const ByteSize = z.pipe(
  z.union([z.int().check(z.gte(1)), z.string().check(z.regex(BYTES_PATTERN, SIZE_WORDS))], SIZE_WORDS),
  z.transform((size) => (typeof size === 'number' ? size : scale(size, BYTES_PATTERN, BYTE_UNITS))),
)

/** A length of time: text such as `24h`, `500ms`. Parsed to milliseconds. */
export const Age = z.pipe(
  z.union([z.int().check(z.gte(1)), z.string().check(z.regex(AGE_PATTERN, AGE_WORDS))], AGE_WORDS),
  z.transform((age) => (typeof age === 'number' ? age : scale(age, AGE_PATTERN, TIME_UNITS))),
)

function scale(text: string, pattern: RegExp, units: Readonly<Record<string, number>>): number {
  const [, digits, unit] = pattern.exec(text) ?? []
  return Number(digits) * (unit === undefined ? 1 : (units[unit] ?? 1))
}
