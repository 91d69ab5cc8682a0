import { useTranslations } from 'use-intl'
import { useFormat } from '../../../ui/format/useFormat.ts'
import type { Histogram } from '../answer/answer.ts'
import styles from './Result.module.css'

/** A native histogram: its count and sum, and its buckets when asked. */
export function HistogramView({ histogram }: { histogram: Histogram }) {
  const t = useTranslations('metrics')
  const format = useFormat()
  const { count, sum, buckets } = histogram
  return (
    <details className={styles['histogram']}>
      <summary>{t('histogram', { count, sum: format.number(sum), buckets: buckets.length })}</summary>
      <ul>
        {buckets.map((bucket) => (
          <li key={`${bucket.from}/${bucket.to}`}>
            <code>
              {bucket.from} … {bucket.to}
            </code>{' '}
            {format.number(bucket.count)}
          </li>
        ))}
      </ul>
    </details>
  )
}
