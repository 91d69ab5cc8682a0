import type { Language } from '../../prefs/prefs.ts'
import { withAblative } from '../../i18n/turkish.ts'
import { UNITS } from './units.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

export interface FormatOptions {
  readonly language: Language
  readonly timeZone: string
}

/** Every way the panel writes a time, a span or a figure; instants are epoch ms or ISO text, spans milliseconds. */
export type Format = ReturnType<typeof createFormat>
type Instant = number | string

export function createFormat({ language, timeZone }: FormatOptions) {
  const words = UNITS[language]
  const intl = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(words.locale, { timeZone, hourCycle: 'h23', ...options })
  const clock = intl({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const clockMs = intl({ hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 })
  const shortClock = intl({ hour: '2-digit', minute: '2-digit' })
  const day = intl({ day: 'numeric', month: 'short' })
  const full = intl({ dateStyle: 'medium', timeStyle: 'medium' })
  const zone = intl({ timeZoneName: 'shortOffset' })
  const plain = numbers(words.locale, 0, 0)
  const one = numbers(words.locale, 0, 1)
  const two = numbers(words.locale, 2, 2)
  const list = new Intl.ListFormat(words.locale, { type: 'conjunction' })

  const duration = (ms: number): string => writeDuration(ms, words, plain)
  const zoneName = (at: Instant = Date.now()): string =>
    (zone.formatToParts(toDate(at)).find((part) => part.type === 'timeZoneName')?.value ?? 'UTC').replace('GMT', 'UTC')

  return {
    language,
    timeZone,
    /** 14:02:09 */
    clock: (at: Instant) => clock.format(toDate(at)),
    /** 14:02:09.412 */
    clockMs: (at: Instant) => clockMs.format(toDate(at)).replace(',', '.'),
    /** 14:02 */
    shortClock: (at: Instant) => shortClock.format(toDate(at)),
    /** 22 Nov */
    day: (at: Instant) => day.format(toDate(at)),
    /** 14:02, with the day in front when it was not today. */
    moment: (at: Instant, now: number) => {
      const date = toDate(at)
      const text = shortClock.format(date)
      return day.format(date) === day.format(now) ? text : `${day.format(date)} ${text}`
    },
    /** Date, time and zone spelled out: what hovering a time shows. */
    absolute: (at: Instant) => `${full.format(toDate(at))} ${zoneName(at)}`,
    /** UTC+3 */
    zone: zoneName,
    /** “since 13:41”, “13:41’den beri” */
    since: (at: Instant, now: number) => {
      const date = toDate(at)
      const text = shortClock.format(date)
      const dated = day.format(date) === day.format(now) ? text : `${day.format(date)} ${text}`
      return language === 'tr' ? `${dated.slice(0, -text.length)}${withAblative(text)} beri` : `since ${dated}`
    },
    /** 4 h 47 min, 21 min, 34 s */
    duration,
    /** 24 h, never 1 d: a span of a chart. */
    hours: (ms: number) => `${one.format(ms / HOUR_MS)} ${words.h}`,
    /** “4 s ago”; the future is “in 4 s”. */
    ago: (ms: number) => (ms < 0 ? words.inside(duration(-ms)) : words.ago(duration(ms))),
    /** 142 ms, 2.41 s */
    latency: (ms: number) => {
      if (ms < 10) return `${one.format(ms)} ${words.ms}`
      return ms < SECOND_MS ? `${plain.format(ms)} ${words.ms}` : `${two.format(ms / SECOND_MS)} ${words.s}`
    },
    /** 0, 250 ms, 1.5 s: a tick of an axis. */
    latencyTick: (ms: number) => {
      if (ms === 0) return '0'
      return ms < SECOND_MS ? `${one.format(ms)} ${words.ms}` : `${one.format(ms / SECOND_MS)} ${words.s}`
    },
    number: (value: number) => (Number.isInteger(value) ? plain : one).format(value),
    /** A ratio of 0.942 is 94.2 % in English and %94,2 in Turkish; only all is 100 % and only nothing is 0 %. */
    percent: (ratio: number) => {
      const text = one.format(ratio > 0 && ratio < 1 ? Math.min(99.9, Math.max(0.1, ratio * 100)) : ratio * 100)
      return language === 'tr' ? `%${text}` : `${text} %`
    },
    bytes: (value: number) => writeBytes(value, plain, one),
    list: (items: readonly string[]) => list.format(items),
    /** 1st, 3rd in English; 1., 3. in Turkish. */
    ordinal: (value: number) => (language === 'tr' ? `${value}.` : englishOrdinal(value)),
  }
}

const toDate = (at: Instant): Date => new Date(at)

const numbers = (locale: string, least: number, most: number) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most })

function writeDuration(ms: number, words: (typeof UNITS)['en'], plain: Intl.NumberFormat): string {
  const part = (value: number, unit: string) => `${plain.format(Math.floor(value))} ${unit}`
  const pair = (big: string, rest: number, unit: string) => (rest >= 1 ? `${big} ${part(rest, unit)}` : big)
  if (ms < MINUTE_MS) return part(Math.max(0, ms) / SECOND_MS, words.s)
  if (ms < HOUR_MS) return part(ms / MINUTE_MS, words.min)
  if (ms < DAY_MS) return pair(part(ms / HOUR_MS, words.h), (ms % HOUR_MS) / MINUTE_MS, words.min)
  return pair(part(ms / DAY_MS, words.d), (ms % DAY_MS) / HOUR_MS, words.h)
}

function writeBytes(value: number, plain: Intl.NumberFormat, one: Intl.NumberFormat): string {
  if (value < 1_000) return `${plain.format(value)} B`
  if (value < 1_000_000) return `${one.format(value / 1_000)} kB`
  return `${one.format(value / 1_000_000)} MB`
}

const ORDINALS = new Map([
  ['one', 'st'],
  ['two', 'nd'],
  ['few', 'rd'],
])
const englishRules = new Intl.PluralRules('en', { type: 'ordinal' })
const englishOrdinal = (value: number): string => `${value}${ORDINALS.get(englishRules.select(value)) ?? 'th'}`
