import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { METRICS_UNITS, type MetricsSearch } from '../search.ts'
import type { SearchChange } from '../useMetricsSearch.ts'
import styles from './Result.module.css'

interface Props {
  readonly search: MetricsSearch
  readonly onSearch: (change: SearchChange) => void
}

/** How the lines are drawn: unit, a line to compare with, events and exemplars. */
export function ChartOptions({ search, onSearch }: Props) {
  const t = useTranslations('metrics')
  return (
    <div className={styles['options']}>
      <label>
        {t('unit')}
        <select
          value={search.unit ?? ''}
          onChange={(event) => onSearch({ unit: METRICS_UNITS.find((unit) => unit === event.target.value) })}
        >
          <option value="">{t('units.number')}</option>
          {METRICS_UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {t(`units.${unit}`)}
            </option>
          ))}
        </select>
      </label>
      <LimitField key={search.limit ?? ''} limit={search.limit} onSearch={onSearch} />
      <label>
        <input
          type="checkbox"
          checked={search.marks !== 'off'}
          onChange={(event) => onSearch({ marks: event.target.checked ? undefined : 'off' })}
        />
        {t('marks')}
      </label>
      <label>
        <input
          type="checkbox"
          checked={search.exemplars === 'on'}
          onChange={(event) => onSearch({ exemplars: event.target.checked ? 'on' : undefined })}
        />
        {t('exemplars')}
      </label>
    </div>
  )
}

function LimitField({ limit, onSearch }: { readonly limit: number | undefined } & Pick<Props, 'onSearch'>) {
  const t = useTranslations('metrics')
  const [text, setText] = useState(limit === undefined ? '' : String(limit))
  const value = Number(text.replace(',', '.'))
  const bad = text.trim() !== '' && !Number.isFinite(value)
  const commit = (event?: FormEvent) => {
    event?.preventDefault()
    const wanted = text.trim() === '' ? undefined : value
    if (!bad && wanted !== limit) onSearch({ limit: wanted })
  }
  return (
    <form onSubmit={commit}>
      <label>
        {t('limit')}
        <input
          className={styles['limit']}
          inputMode="decimal"
          value={text}
          aria-invalid={bad}
          title={bad ? t('limitFault') : undefined}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => commit()}
        />
      </label>
    </form>
  )
}
