import type { AlertRow } from '@nobet/contracts'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import styles from './AlertList.module.css'
import { AlertLine } from './AlertLine.tsx'
import { GroupLine, QuietLine } from './GroupLine.tsx'
import type { ListHands } from './useListHands.ts'
import type { ListRow } from './toListRows.ts'

const HEAD_PX = 36
const ALERT_PX = 60

interface Props {
  readonly rows: readonly ListRow[]
  readonly hands: ListHands
  /** Fingerprint of the alert whose detail is open. */
  readonly opened: string | undefined
  readonly dim: boolean
  readonly onOpen: (alert: AlertRow) => void
}

/** The alerts and their groups; only rows on screen are in the page, however many there are. */
export function AlertList({ rows, hands, opened, dim, onOpen }: Props) {
  const t = useTranslations('alerts.list')
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'alert' ? ALERT_PX : HEAD_PX),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
  })
  const { active } = hands
  const at = active === undefined ? -1 : rows.findIndex((row) => row.key === active)
  useEffect(() => {
    if (at < 0) return
    virtual.scrollToIndex(at, { align: 'auto' })
    scroller.current?.focus({ preventScroll: true })
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only when another row becomes active
  }, [active])
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at]
    if (event.target !== event.currentTarget || row === undefined || !(event.key === 'Enter' || event.key === ' '))
      return
    event.preventDefault()
    if (row.kind !== 'alert') hands.turn(row.key)
    else if (event.key === 'Enter') onOpen(row.alert)
    else hands.toggle(row.alert.fingerprint)
  }
  return (
    <div
      ref={scroller}
      className={styles['scroll']}
      role="grid"
      aria-label={t('label')}
      aria-rowcount={rows.length}
      aria-multiselectable
      aria-activedescendant={at < 0 ? undefined : `${id}${active}`}
      tabIndex={0}
      data-dim={dim || undefined}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={styles['body']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index]
          return (
            row !== undefined && (
              <div
                key={key}
                id={`${id}${row.key}`}
                ref={virtual.measureElement}
                data-index={index}
                data-kind={row.kind}
                data-active={row.key === active || undefined}
                data-opened={(row.kind === 'alert' && row.alert.fingerprint === opened) || undefined}
                role="row"
                aria-rowindex={index + 1}
                aria-selected={row.kind === 'alert' ? hands.picked.has(row.alert.fingerprint) : undefined}
                className={styles['row']}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Line row={row} hands={hands} onOpen={onOpen} />
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}

function Line({ row, hands, onOpen }: { row: ListRow } & Pick<Props, 'hands' | 'onOpen'>) {
  switch (row.kind) {
    case 'group':
      return <GroupLine row={row} onTurn={() => hands.turn(row.key)} />
    case 'quiet':
      return <QuietLine row={row} onTurn={() => hands.turn(row.key)} />
    case 'alert': {
      const { fingerprint } = row.alert
      return <AlertLine alert={row.alert} picked={hands.picked.has(fingerprint)} hands={hands} onOpen={onOpen} />
    }
  }
}
