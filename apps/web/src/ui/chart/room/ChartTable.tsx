import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Time } from '../../Time.tsx'
import type { ChartModel } from './useChartModel.ts'
import styles from './ChartTable.module.css'

export const TABLE_ROWS_MAX = 240

interface Props {
  readonly label: string
  readonly model: ChartModel
}

/** The same figures as text, newest first, for whoever cannot or will not read a line. */
export function ChartTable({ label, model }: Props) {
  const t = useTranslations('chart')
  const [open, setOpen] = useState(false)
  return (
    <details className={styles['table']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('asTable')}</summary>
      {open && <Rows label={label} model={model} />}
    </details>
  )
}

function Rows({ label, model: { scale, series, unit } }: Props) {
  const t = useTranslations('chart')
  const all = scale.positions.length
  const shown = Math.min(all, TABLE_ROWS_MAX)
  const indexes = Array.from({ length: shown }, (_, row) => (scale.kind === 'time' ? all - 1 - row : row))
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard must be able to scroll it */}
      <div className={styles['scroll']} role="region" aria-label={label} tabIndex={0}>
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{t(scale.kind === 'time' ? 'time' : 'name')}</th>
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
                  {scale.kind === 'time' ? <Time at={scale.positions[index] ?? 0} as="clock" /> : scale.names[index]}
                </th>
                {series.map((one) => {
                  const value = one.values[index]
                  return <td key={one.id}>{typeof value === 'number' ? unit.value(value) : t('notObserved')}</td>
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown < all && <p>{t('tableNote', { shown, all })}</p>}
    </>
  )
}
