import type { LoggedEvent } from '@nobet/contracts'
import { type RefObject, useEffect, useLayoutEffect, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { RingEntry } from '../../../live/eventRing.ts'
import { createRowPainter } from './createRowPainter.ts'
import type { EventsView } from './eventsView.ts'
import { useRowText } from './useRowText.ts'
import type { Window } from './useWindow.ts'

interface Given {
  readonly view: EventsView
  readonly grid: RefObject<HTMLElement | null>
  readonly spacer: RefObject<HTMLElement | null>
  readonly window: Window
  readonly selected: string | undefined
  readonly active: number | undefined
}

/** Keeps the drawn slots filled: at once when the window or the words change, frame by frame while the view grows. */
export function usePaintedRows({ view, grid, spacer, window, selected, active }: Given): void {
  const t = useTranslations('events.log')
  const severity = useTranslations('severity')
  const textOf = useRowText()
  const words = useMemo(
    () => ({
      textOf,
      severityOf: (event: LoggedEvent) => severity(event.severity),
      markOf: (row: RingEntry) => (view.isRecovered(row) ? t('recovered') : ''),
    }),
    [textOf, severity, view, t],
  )
  const painter = useMemo(() => createRowPainter({ view, now: () => performance.now(), onFrame }), [view])
  useLayoutEffect(() => {
    const box = spacer.current?.querySelector<HTMLElement>('[data-slots]')
    if (grid.current === null || spacer.current === null || box === null || box === undefined) return
    const rows = [...box.querySelectorAll<HTMLElement>('[data-slot]')]
    const stage = { rows, box, grid: grid.current, spacer: spacer.current, first: window.first }
    painter.show(stage, { ...words, rowPx: window.rowPx, selected, active })
  }, [painter, grid, spacer, window, words, selected, active])
  useEffect(() => {
    const leave = view.subscribe(painter.renew)
    return () => {
      leave()
      painter.stop()
    }
  }, [view, painter])
}

function onFrame(run: () => void): () => void {
  const id = requestAnimationFrame(run)
  return () => cancelAnimationFrame(id)
}
