import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Time } from '../Time.tsx'
import type { ChartSeries } from './series.ts'
import styles from './TimeSeries.module.css'

const ROWS_MAX = 60

interface Props {
  readonly label: string
  readonly times: readonly number[]
  readonly series: readonly ChartSeries[]
  readonly formatValue: (value: number) => string
}

/** The same figures as text, newest first, for whoever cannot or will not read a line. */
export function ChartTable({ label, times, series, formatValue }: Props) {
  const t = useTranslations('chart')
  const [open, setOpen] = useState(false)
  const indexes = open
    ? times
        .map((_, index) => index)
        .toReversed()
        .slice(0, ROWS_MAX)
    : []
  return (
    <details className={styles['table']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('asTable')}</summary>
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            {series.map((one) => (
              <th key={one.id} scope="col">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {indexes.map((index) => (
            <tr key={index}>
              <th scope="row">
                <Time at={times[index] ?? 0} as="clock" />
              </th>
              {series.map((one) => (
                <td key={one.id}>{toText(one.values[index], formatValue, t('notObserved'))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

const toText = (value: number | null | undefined, formatValue: (value: number) => string, none: string): string =>
  typeof value === 'number' ? formatValue(value) : none
