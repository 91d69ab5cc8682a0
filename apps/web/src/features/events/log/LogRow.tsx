import type { Severity } from '@nobet/contracts'
import { memo } from 'react'
import { cx } from '../../../ui/cx.ts'
import { Hidden } from '../../../ui/Hidden.tsx'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import type { Known } from '../../../ui/StatusMark.tsx'
import styles from './EventLog.module.css'

interface Props {
  readonly id: string
  readonly index: number
  readonly top: number
  readonly time: string
  readonly severity: Severity
  readonly severityName: string
  readonly known: Known
  readonly module: string
  readonly type: string
  readonly summary: string
  /** `(recovered)`, or nothing. */
  readonly mark: string
  readonly selected: boolean
  readonly active: boolean
}

/** One row of fixed height. It has no hooks: a slot is filled anew many times a second. */
export const LogRow = memo(function LogRow(row: Props) {
  return (
    <div
      id={row.id}
      role="row"
      aria-rowindex={row.index + 2}
      aria-selected={row.selected}
      data-index={row.index}
      className={cx(styles['row'], row.selected && styles['selected'], row.active && styles['active'])}
      style={{ transform: `translateY(${row.top}px)` }}
    >
      <span role="gridcell" className={styles['time']}>
        {row.time}
      </span>
      <span role="gridcell" className={styles['mark']}>
        <SeverityMark severity={row.severity} known={row.known} />
        <Hidden>{row.severityName}</Hidden>
      </span>
      <span role="gridcell" className={styles['module']}>
        {row.module}
      </span>
      <span role="gridcell" className={styles['type']}>
        {row.type}
      </span>
      <span role="gridcell" className={styles['summary']}>
        {row.summary}
        {row.mark !== '' && <i>{row.mark}</i>}
      </span>
    </div>
  )
})
