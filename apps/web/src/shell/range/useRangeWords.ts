import { useTranslations } from 'use-intl'
import { useFormat } from '../../ui/format/useFormat.ts'
import type { TimeRange } from './readRange.ts'

/** Below this a range is written with seconds. */
const SECONDS_BELOW_MS = 300_000

/** “Last 1 h”, “22 Nov 14:00 – 15:00”. */
export function useRangeWords(): (range: TimeRange) => string {
  const t = useTranslations('shell')
  const format = useFormat()
  return (range) => {
    if (range.kind === 'relative') return t('rangeLast', { length: format.duration(range.ms) })
    const { from, to } = range
    const clock = to - from < SECONDS_BELOW_MS ? format.clock : format.shortClock
    const day = (at: number) => format.day(at)
    const end = day(from) === day(to) ? clock(to) : `${day(to)} ${clock(to)}`
    return `${day(from)} ${clock(from)} – ${end}`
  }
}
