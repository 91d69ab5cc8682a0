import type { LoggedEvent } from '@nobet/contracts'
import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useId, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import type { RingEntry } from '../../../live/eventRing.ts'
import { cx } from '../../../ui/cx.ts'
import { GapLine } from '../../../ui/event/EventRow.tsx'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { useLinkFreshness } from '../../../ui/link.tsx'
import styles from './EventLog.module.css'
import type { EventsView } from './eventsView.ts'
import { LogRow } from './LogRow.tsx'
import { useRowText } from './useRowText.ts'
import { useWindow } from './useWindow.ts'

const HEAD_PX = 28
/** Rows from the end at which older ones are asked for. */
const NEAR_END_ROWS = 20

interface Props {
  readonly view: EventsView
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly selected: string | undefined
  /** The row the keys are at, by index from the newest. */
  readonly active: number | undefined
  readonly onOpen: (index: number) => void
  readonly onMove: (step: number | 'first' | 'last') => void
  readonly onScrolled: (place: 'top' | 'away') => void
  readonly onNearEnd: () => void
}

/** The rows on screen and no others: a grid whose slots are filled anew, newest first. */
export function EventLog({ view, scroller, selected, active, onOpen, onMove, onScrolled, onNearEnd }: Props) {
  const t = useTranslations('events')
  const id = useId()
  const format = useFormat()
  useSyncExternalStore(view.subscribe, view.version)
  const { window: shown, measure } = useWindow(scroller, HEAD_PX)
  const count = view.rowCount()
  useKeepInView(scroller, active, shown.rowPx)
  const onScroll = () => {
    const box = scroller.current
    if (box === null) return
    measure()
    onScrolled(box.scrollTop < shown.rowPx / 2 ? 'top' : 'away')
    const left = count * shown.rowPx - box.scrollTop - box.clientHeight
    if (box.scrollTop > 0 && left < NEAR_END_ROWS * shown.rowPx) onNearEnd()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const run = keyOf(event.key, { onMove, onOpen, active, page: shown.slots - 2 })
    if (run === undefined || event.target !== event.currentTarget) return
    event.preventDefault()
    run()
  }
  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
    if (row !== null && getSelection()?.isCollapsed !== false) onOpen(Number(row.dataset['index']))
  }
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t('log.label')}
      aria-rowcount={count + 1}
      aria-activedescendant={active === undefined ? undefined : `${id}${active - shown.first}`}
      className={styles['scroller']}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="row" aria-rowindex={1} className={cx(styles['grid'], styles['head'])}>
        <span role="columnheader">{t('log.time', { zone: format.zone() })}</span>
        <span role="columnheader" aria-label={t('log.severity')} />
        <span role="columnheader">{t('log.module')}</span>
        <span role="columnheader">{t('log.type')}</span>
        <span role="columnheader">{t('log.summary')}</span>
      </div>
      <div role="rowgroup" className={styles['rows']} style={{ height: count * shown.rowPx }}>
        <Slots
          id={id}
          view={view}
          first={shown.first}
          slots={shown.slots}
          rowPx={shown.rowPx}
          {...{ selected, active }}
        />
      </div>
    </div>
  )
}

interface SlotsProps extends Pick<Props, 'view' | 'selected' | 'active'> {
  readonly id: string
  readonly first: number
  readonly slots: number
  readonly rowPx: number
}

function Slots({ id, view, first, slots, rowPx, selected, active }: SlotsProps) {
  const t = useTranslations('events.log')
  const severity = useTranslations('severity')
  const textOf = useRowText()
  const known = useLinkFreshness() === 'offline' ? 'last' : 'now'
  const drawEvent = (row: Extract<RingEntry, { kind: 'event' }>, event: LoggedEvent, index: number) => (
    <LogRow
      key={index % slots}
      id={`${id}${index - first}`}
      index={index}
      top={index * rowPx}
      severity={event.severity}
      severityName={severity(event.severity)}
      known={known}
      type={event.type}
      mark={view.isRecovered(row) ? t('recovered') : ''}
      selected={row.cursor === selected}
      active={index === active}
      {...textOf(event)}
    />
  )
  const drawGap = (row: Extract<RingEntry, { kind: 'gap' }>, index: number) => (
    <div
      key={index % slots}
      id={`${id}${index - first}`}
      role="row"
      aria-rowindex={index + 2}
      className={cx(styles['gap'], index === active && styles['active'])}
      style={{ transform: `translateY(${index * rowPx}px)` }}
    >
      <div role="gridcell" aria-colspan={5}>
        <GapLine gap={row.gap} className={styles['gapLine']} />
      </div>
    </div>
  )
  return Array.from({ length: slots }, (_, slot) => {
    const index = first + slot
    const row = view.rowAt(index)
    if (row === undefined) return null
    return row.kind === 'gap' ? drawGap(row, index) : drawEvent(row, row.event, index)
  })
}

function useKeepInView(scroller: RefObject<HTMLElement | null>, active: number | undefined, rowPx: number): void {
  useEffect(() => {
    const box = scroller.current
    if (box === null || active === undefined) return
    const top = active * rowPx
    const last = top + rowPx + HEAD_PX - box.clientHeight
    if (top < box.scrollTop) box.scrollTo({ top })
    else if (last > box.scrollTop) box.scrollTo({ top: last })
  }, [scroller, active, rowPx])
}

interface Keys extends Pick<Props, 'onMove' | 'onOpen' | 'active'> {
  readonly page: number
}

function keyOf(key: string, { onMove, onOpen, active, page }: Keys): (() => void) | undefined {
  switch (key) {
    case 'ArrowDown':
      return () => onMove(1)
    case 'ArrowUp':
      return () => onMove(-1)
    case 'PageDown':
      return () => onMove(page)
    case 'PageUp':
      return () => onMove(-page)
    case 'Home':
      return () => onMove('first')
    case 'End':
      return () => onMove('last')
    case 'Enter':
      return active === undefined ? undefined : () => onOpen(active)
    default:
      return undefined
  }
}
