import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { toUnitFormat } from '../../../ui/chart/units.ts'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { Time } from '../../../ui/Time.tsx'
import { toSeriesName } from '../answer/readAnswer.ts'
import { type Row, toRows } from '../answer/toRows.ts'
import type { Run } from '../ask/useRuns.ts'
import type { MetricsSearch } from '../search.ts'
import { HistogramView } from './HistogramView.tsx'
import styles from './Result.module.css'

const ROW_PX = 32

/** Every series as a row; only those on screen are in the page. */
export function ResultTable({ runs, search }: { runs: readonly (Run | undefined)[]; search: MetricsSearch }) {
  const t = useTranslations('metrics.columns')
  const rows = useMemo(() => toRows(runs), [runs])
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- nothing memoised reads what it returns
  const rowsOnScreen = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  })
  const columns = search.mode === 'instant' ? INSTANT : RANGE
  const total = runs.reduce((sum, run) => sum + (run && 'total' in run.answer ? run.answer.total : 1), 0)
  return (
    <>
      <Bound shown={rows.length} total={total} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <div ref={scroller} className={styles['scroll']} tabIndex={0} role="region" aria-label={t('label')}>
        <div
          role="table"
          aria-rowcount={rows.length + 1}
          className={styles['table']}
          data-mode={search.mode ?? 'range'}
        >
          <div role="row" className={styles['head']}>
            <span role="columnheader">{t('series')}</span>
            {columns.map((column) => (
              <span key={column} role="columnheader">
                {t(column)}
              </span>
            ))}
          </div>
          <div role="rowgroup" style={{ height: rowsOnScreen.getTotalSize(), position: 'relative' }}>
            {rowsOnScreen.getVirtualItems().map(({ index, start, key }) => {
              const row = rows[index]
              return (
                row !== undefined && (
                  <div
                    key={key}
                    ref={rowsOnScreen.measureElement}
                    data-index={index}
                    role="row"
                    aria-rowindex={index + 2}
                    className={styles['row']}
                    style={{ transform: `translateY(${start}px)` }}
                  >
                    <Cells row={row} columns={columns} several={runs.length > 1} unit={search.unit ?? 'number'} />
                  </div>
                )
              )
            })}
          </div>
        </div>
      </div>
    </>
  )
}

const INSTANT = ['value', 'time'] as const
const RANGE = ['last', 'min', 'mean', 'max', 'points'] as const
type Column = (typeof INSTANT)[number] | (typeof RANGE)[number]

interface CellsProps {
  readonly row: Row
  readonly columns: readonly Column[]
  readonly several: boolean
  readonly unit: NonNullable<MetricsSearch['unit']> | 'number'
}

function Cells({ row, columns, several, unit }: CellsProps) {
  const format = useFormat()
  const write = useMemo(() => toUnitFormat(unit, format).value, [unit, format])
  const name = row.text === undefined ? toSeriesName(row.labels) : ''
  return (
    <>
      <span role="cell" className={styles['name']} title={name}>
        {several && <b>{row.ref} </b>}
        <code>{name}</code>
      </span>
      {columns.map((column) => (
        <span role="cell" key={column} data-column={column}>
          <Cell row={row} column={column} write={write} />
        </span>
      ))}
    </>
  )
}

function Cell({ row, column, write }: { row: Row; column: Column; write: (value: number) => string }) {
  const format = useFormat()
  if (column === 'points') return format.number(row.points)
  if (column === 'time') return row.at === null ? '' : <Time at={row.at} as="clock" />
  const isNewest = column === 'value' || column === 'last'
  if (isNewest && row.text !== undefined) return <code>{row.text}</code>
  if (isNewest && row.histogram !== undefined) return <HistogramView histogram={row.histogram} />
  const value = column === 'value' ? row.last : row[column]
  return value === null ? '–' : writeFigure(value, write)
}

/** As Prometheus writes what is no finite figure. */
const writeFigure = (value: number, write: (value: number) => string): string => {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  return write(value)
}

function Bound({ shown, total }: { shown: number; total: number }) {
  const t = useTranslations('metrics')
  if (shown >= total) return null
  return (
    <p className={styles['bound']} role="status">
      {t('bounded', { shown, total })}
    </p>
  )
}
