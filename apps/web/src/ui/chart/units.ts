import type { Format } from '../format/createFormat.ts'
import { UNITS } from '../format/units.ts'

/** What the figures are. `ratio` is 0–1 and `percent` 0–100; both are written as percent. */
export type ChartUnit =
  | 'seconds'
  | 'ms'
  | 'bytes'
  | 'ratio'
  | 'percent'
  | 'perSecond'
  | 'perMinute'
  | 'count'
  | 'number'

/** How one unit is written everywhere: axis, tooltip, legend, table and file. */
export interface UnitFormat {
  /** With its unit: tooltip, legend, table. */
  readonly value: (figure: number) => string
  /** A round value at the axis, as short as can be. */
  readonly tick: (figure: number) => string
  /** The unit in the head of a file's column; its figures are plain numbers in this unit. */
  readonly symbol: string
  /** Only whole numbers make sense at the axis. */
  readonly whole: boolean
}

const MINUTES_FROM_MS = 120_000
const BYTES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']

/** The one table of units, in the reader's language. */
export function toUnitFormat(unit: ChartUnit, format: Format): UnitFormat {
  const words = UNITS[format.language]
  const plain = new Intl.NumberFormat(words.locale, { maximumSignificantDigits: 3 })
  const whole = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 0 })
  const twoDecimals = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 2 })
  const compact = new Intl.NumberFormat(words.locale, { notation: 'compact', maximumSignificantDigits: 3 })
  const exact = (figure: number) => twoDecimals.format(figure)
  const short = (figure: number) => compact.format(figure)
  const fine = (ms: number) => Math.abs(ms) < 1 && ms !== 0
  const time = (ms: number) => {
    if (fine(ms)) return `${plain.format(ms * 1_000)} µs`
    return ms >= MINUTES_FROM_MS ? format.duration(ms) : format.latency(ms)
  }
  const timeTick = (ms: number) => {
    if (fine(ms)) return `${plain.format(ms * 1_000)} µs`
    return ms >= MINUTES_FROM_MS ? format.duration(ms) : format.latencyTick(ms)
  }
  /** Three digits say enough of a measured figure, but none of a large one may turn into a zero. */
  const figures = (figure: number) => (Math.abs(figure) >= 100 ? whole : plain).format(figure)
  const per = (span: string) => (figure: number) => `${figures(figure)} /${span}`
  switch (unit) {
    case 'seconds':
      return { value: (s) => time(s * 1_000), tick: (s) => timeTick(s * 1_000), symbol: 's', whole: false }
    case 'ms':
      return { value: time, tick: timeTick, symbol: 'ms', whole: false }
    case 'bytes': {
      const bytes = (figure: number) => writeBytes(figure, plain)
      return { value: bytes, tick: bytes, symbol: 'B', whole: true }
    }
    case 'ratio':
      return {
        value: format.percent,
        tick: (ratio) => writePercent(ratio * 100, plain, format),
        symbol: '',
        whole: false,
      }
    case 'percent':
      return {
        value: (figure) => format.percent(figure / 100),
        tick: (figure) => writePercent(figure, plain, format),
        symbol: '%',
        whole: false,
      }
    case 'perSecond':
      return { value: per(words.s), tick: short, symbol: '1/s', whole: false }
    case 'perMinute':
      return { value: per(words.min), tick: short, symbol: '1/min', whole: false }
    case 'count':
      return { value: exact, tick: short, symbol: '', whole: true }
    case 'number':
      return { value: figures, tick: short, symbol: '', whole: false }
  }
}

function writeBytes(figure: number, plain: Intl.NumberFormat): string {
  const power = figure === 0 ? 0 : Math.floor(Math.log10(Math.abs(figure)) / 3)
  const index = Math.min(BYTES.length - 1, Math.max(0, power))
  return `${plain.format(Number((figure / 1_000 ** index).toPrecision(3)))} ${BYTES[index] ?? 'B'}`
}

/** An axis says exactly what its line stands for, so nothing is rounded up to 0.1. */
const writePercent = (figure: number, plain: Intl.NumberFormat, format: Format): string =>
  format.language === 'tr' ? `%${plain.format(figure)}` : `${plain.format(figure)} %`
