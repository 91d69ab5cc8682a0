import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { TraceView } from '../trace/traceView.ts'
import { Ruler } from './Ruler.tsx'
import { toRows } from './toRows.ts'
import styles from './Waterfall.module.css'
import { WaterfallRow } from './WaterfallRow.tsx'

const ROW_PX = 28
const OVERSCAN = 10
const TICKS_MAX = 6

interface Props {
  readonly trace: TraceView
  readonly selected: string | undefined
  readonly onSelect: (spanId: string | undefined) => void
}

/** The tree of spans with a bar of time for each; only the rows on screen are drawn. */
export function Waterfall({ trace, selected, onSelect }: Props) {
  const t = useTranslations('traces')
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => toRows(trace.spans, folded), [trace, folded])
  const [activeId, setActiveId] = useState(selected ?? trace.spans[0]?.id)
  const active = Math.max(
    0,
    rows.findIndex((row) => row.id === activeId),
  )
  // oxlint-disable-next-line react/incompatible-library -- nothing memoised reads what it returns
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  })
  const goTo = (at: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, at))
    setActiveId(rows[next]?.id)
    virtual.scrollToIndex(next)
  }
  const fold = (spanId: string, hide: boolean) => {
    const next = new Set(folded)
    if (hide) next.add(spanId)
    else next.delete(spanId)
    setFolded(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active]
    const run = row && keyOf(event.key, { row, active, last: rows.length - 1, folded, goTo, fold, onSelect, rows })
    if (run === undefined) return
    event.preventDefault()
    run()
  }
  return (
    <div
      ref={scroller}
      role="treegrid"
      tabIndex={0}
      aria-label={`${t('trace.waterfall')}. ${t('span.keys')}`}
      aria-rowcount={rows.length}
      aria-activedescendant={`${id}${active}`}
      className={styles['scroller']}
      onKeyDown={onKeyDown}
    >
      <Ruler durationMs={trace.durationMs} ticksMax={TICKS_MAX} />
      <div role="rowgroup" className={styles['rows']} style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const span = rows[index]
          return (
            span && (
              <WaterfallRow
                key={span.id + String(index)}
                id={`${id}${index}`}
                trace={trace}
                span={span}
                top={start}
                row={index + 1}
                folded={folded.has(span.id)}
                state={span.id === selected ? 'selected' : index === active ? 'active' : 'plain'}
                onOpen={() => {
                  setActiveId(span.id)
                  onSelect(span.id === selected ? undefined : span.id)
                }}
                onFold={() => fold(span.id, !folded.has(span.id))}
              />
            )
          )
        })}
      </div>
    </div>
  )
}

interface Keys {
  readonly row: TraceView['spans'][number]
  readonly rows: TraceView['spans']
  readonly active: number
  readonly last: number
  readonly folded: ReadonlySet<string>
  readonly goTo: (at: number) => void
  readonly fold: (spanId: string, hide: boolean) => void
  readonly onSelect: (spanId: string | undefined) => void
}

/** The keys of a tree: right unfolds or goes in, left folds or goes out. */
function keyOf(key: string, keys: Keys): (() => void) | undefined {
  const { row, rows, active, last, folded, goTo, fold, onSelect } = keys
  const isOpen = row.children > 0 && !folded.has(row.id)
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return () => goTo(active + 1)
    case 'ArrowUp':
    case 'k':
      return () => goTo(active - 1)
    case 'Home':
      return () => goTo(0)
    case 'End':
      return () => goTo(last)
    case 'ArrowRight':
      return isOpen ? () => goTo(active + 1) : () => fold(row.id, false)
    case 'ArrowLeft':
      return isOpen ? () => fold(row.id, true) : () => goTo(rows.findIndex(({ id }) => id === row.parentId))
    case 'Enter':
      return () => onSelect(row.id)
    case 'Escape':
      return () => onSelect(undefined)
    default:
      return undefined
  }
}
