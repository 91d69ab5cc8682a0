/* oxlint-disable jsx-a11y/control-has-associated-label -- the painter writes the texts of the cells */
import { SEVERITIES } from '@nobet/contracts'
import { memo } from 'react'
import { Hidden } from '../../../ui/Hidden.tsx'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import type { Known } from '../../../ui/StatusMark.tsx'
import styles from './EventLog.module.css'

/** Empty rows with a place for each text; the painter fills them, and every severity's mark waits to be shown. */
export const Slots = memo(function Slots({ id, count, known }: { id: string; count: number; known: Known }) {
  const rows = Array.from({ length: count }, (_, slot) => (
    <div key={slot} id={`${id}${slot}`} role="row" hidden data-slot="" className={styles['row']}>
      <span role="gridcell" data-cell="time" className={styles['time']} />
      <span role="gridcell" className={styles['mark']}>
        {SEVERITIES.map((severity) => (
          <span key={severity} data-of={severity}>
            <SeverityMark severity={severity} known={known} />
          </span>
        ))}
        <Hidden>
          <span data-cell="severity" />
        </Hidden>
      </span>
      <span role="gridcell" data-cell="module" className={styles['module']} />
      <span role="gridcell" data-cell="type" className={styles['type']} />
      <span role="gridcell" className={styles['summary']}>
        <span data-cell="summary" />
        <i data-cell="recovered" />
      </span>
    </div>
  ))
  return (
    <div role="presentation" data-slots="" className={styles['slots']}>
      {rows}
    </div>
  )
})
