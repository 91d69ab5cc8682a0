import type { Language } from '../../prefs/prefs.ts'

interface Words {
  readonly locale: string
  readonly ms: string
  readonly s: string
  readonly min: string
  readonly h: string
  readonly d: string
  readonly ago: (span: string) => string
  readonly inside: (span: string) => string
  readonly now: string
}

/** Units and short phrases of time; English uses the 24 h clock like the rest of the panel. */
export const UNITS: Record<Language, Words> = {
  en: {
    locale: 'en-GB',
    ms: 'ms',
    s: 's',
    min: 'min',
    h: 'h',
    d: 'd',
    ago: (span) => `${span} ago`,
    inside: (span) => `in ${span}`,
    now: 'now',
  },
  tr: {
    locale: 'tr-TR',
    ms: 'ms',
    s: 'sn',
    min: 'dk',
    h: 'sa',
    d: 'gün',
    ago: (span) => `${span} önce`,
    inside: (span) => `${span} sonra`,
    now: 'şimdi',
  },
}
