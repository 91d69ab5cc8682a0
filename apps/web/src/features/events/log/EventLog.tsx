import { type KeyboardEvent, memo, type MouseEvent, type RefObject, useEffect, useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../../ui/cx.ts'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { Hidden } from '../../../ui/Hidden.tsx'
import { useLinkFreshness } from '../../../ui/link.tsx'
import styles from './EventLog.module.css'
import type { EventsView } from './eventsView.ts'
import { GapRows } from './GapRows.tsx'
import { Slots } from './Slots.tsx'
import { usePaintedRows } from './usePaintedRows.ts'
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

/** The rows on screen and no others: a grid whose slots are filled anew, newest first. React draws it once. */
export const EventLog = memo(function EventLog(props: Props) {
  const { view, scroller, selected, active, onOpen, onMove, onScrolled, onNearEnd } = props
  const t = useTranslations('events')
  const id = useId()
  const spacer = useRef<HTMLDivElement>(null)
  const known = useLinkFreshness() === 'offline' ? 'last' : 'now'
  const { window: shown, measure } = useWindow(scroller, HEAD_PX)
  usePaintedRows({ view, grid: scroller, spacer, window: shown, selected, active })
  useKeepInView(scroller, active, shown.rowPx)
  const onScroll = () => {
    const box = scroller.current
    if (box === null) return
    measure()
    onScrolled(box.scrollTop < shown.rowPx / 2 ? 'top' : 'away')
    const left = view.rowCount() * shown.rowPx - box.scrollTop - box.clientHeight
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
      aria-activedescendant={active === undefined || shown.slots === 0 ? undefined : `${id}${active - shown.first}`}
      className={styles['scroller']}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <Head />
      <div ref={spacer} role="rowgroup" className={styles['rows']}>
        <Slots id={id} count={shown.slots} known={known} />
        <GapRows view={view} window={shown} />
      </div>
    </div>
  )
})

function Head() {
  const t = useTranslations('events.log')
  const format = useFormat()
  return (
    <div role="row" aria-rowindex={1} className={cx(styles['grid'], styles['head'])}>
      <span role="columnheader">{t('time', { zone: format.zone() })}</span>
      <span role="columnheader">
        <Hidden>{t('severity')}</Hidden>
      </span>
      <span role="columnheader">{t('module')}</span>
      <span role="columnheader">{t('type')}</span>
      <span role="columnheader">{t('summary')}</span>
    </div>
  )
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
