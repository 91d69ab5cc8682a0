import { useTranslations } from 'use-intl'
import { useSpanTime } from '../useSpanTime.ts'
import { toTicks } from './toTicks.ts'
import styles from './Waterfall.module.css'

/** The head of the waterfall: what the columns are, and the time from the start of the trace. */
export function Ruler({ durationMs, ticksMax }: { durationMs: number; ticksMax: number }) {
  const t = useTranslations('traces.span')
  const time = useSpanTime()
  return (
    <div role="row" className={styles['head']}>
      <span role="columnheader">{t('name')}</span>
      <span role="columnheader" aria-label={t('duration')} className={styles['ruler']}>
        {toTicks(durationMs, ticksMax).map((tick) => (
          <i key={tick} style={{ insetInlineStart: `${(tick / Math.max(durationMs, Number.MIN_VALUE)) * 100}%` }}>
            {tick === 0 ? '0' : time(tick)}
          </i>
        ))}
      </span>
    </div>
  )
}
