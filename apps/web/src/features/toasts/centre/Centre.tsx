import { TOAST_KINDS } from '@nobet/contracts'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { PanelEmpty } from '../../../ui/panel/PanelStates.tsx'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { useToasts, useToastState } from '../RoomContext.tsx'
import styles from './Centre.module.css'
import { CentreRow } from './CentreRow.tsx'
import { type CentreFilter, toCentreRows } from './toCentreRows.ts'

const ROW_PX = 58
const KINDS = ['all', 'unread', 'critical', ...TOAST_KINDS.filter((kind) => kind !== 'storm')] as const

/** Everything that was told, newest first, by day. What was unread when it was opened stays marked while it is open. */
export function Centre({ onLeave }: { onLeave: () => void }) {
  const t = useTranslations('toasts')
  const format = useFormat()
  const { markRead } = useToasts()
  const centre = useToastState((state) => state.centre)
  const forgotten = useToastState((state) => state.forgotten)
  const [filter, setFilter] = useState<CentreFilter>('all')
  const [unread] = useState(() => new Set(centre.filter((entry) => !entry.read).map(({ id }) => id)))
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => markRead(), [markRead, centre])
  const rows = toCentreRows(centre, { filter, unread, dayOf: (at) => format.day(at) })
  // oxlint-disable-next-line react/incompatible-library -- nothing memoised reads what it returns
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
  })
  if (centre.length === 0) return <PanelEmpty title={t('empty')}>{t('emptyHint')}</PanelEmpty>
  return (
    <>
      <header className={styles['head']}>
        <h2>{t('title')}</h2>
        <select
          aria-label={t('show')}
          className={styles['filter']}
          value={filter}
          onChange={({ target }) => setFilter(KINDS.find((kind) => kind === target.value) ?? 'all')}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`filter.${kind}`)}
            </option>
          ))}
        </select>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <div ref={scroller} className={styles['scroll']} tabIndex={0} role="region" aria-label={t('title')}>
        <ol style={{ height: virtual.getTotalSize() }} className={styles['list']}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            return (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={styles['place']}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {row.kind === 'day' ? (
                  <h3 className={styles['day']}>{row.day}</h3>
                ) : (
                  <CentreRow entry={row.entry} isNew={row.isNew} onLeave={onLeave} />
                )}
              </li>
            )
          })}
        </ol>
        {rows.length === 0 && <p className={styles['foot']}>{t('noneShown')}</p>}
      </div>
      {forgotten > 0 && <p className={styles['foot']}>{t('forgotten', { count: forgotten })}</p>}
    </>
  )
}
