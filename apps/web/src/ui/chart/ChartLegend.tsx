import { useTranslations } from 'use-intl'
import type { ChartSeries } from './series.ts'
import styles from './TimeSeries.module.css'

interface Props {
  readonly series: readonly ChartSeries[]
  /** Where the cursor is; `null` shows the newest observed value. */
  readonly index: number | null
  readonly limit: number | undefined
  readonly formatValue: (value: number) => string
}

/** Each line's swatch, name and value; a figure that was not observed is a dash, never zero; the last one there was is dim. */
export function ChartLegend({ series, index, limit, formatValue }: Props) {
  const t = useTranslations('chart')
  return (
    <ul className={styles['legend']}>
      {series.map((one) => {
        const value = index === null ? one.values.findLast((each) => each !== null) : one.values[index]
        const past = index === null && one.values.at(-1) === null
        return (
          <li key={one.id} data-past={past}>
            <Swatch tone={one.tone} dashed={one.dash !== undefined} />
            {one.label} <b>{typeof value === 'number' ? formatValue(value) : '–'}</b>
          </li>
        )
      })}
      {limit !== undefined && (
        <li>
          <Swatch tone="limit" dashed />
          {t('limit')} <b>{formatValue(limit)}</b>
        </li>
      )}
    </ul>
  )
}

const Swatch = ({ tone, dashed = false }: { tone: ChartSeries['tone'] | 'limit'; dashed?: boolean }) => (
  <svg className={styles['swatch']} viewBox="0 0 14 4" aria-hidden="true" data-tone={tone}>
    <path d="M0 2H14" strokeDasharray={dashed ? '4 2' : undefined} />
  </svg>
)
