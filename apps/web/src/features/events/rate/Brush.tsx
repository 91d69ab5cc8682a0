import { type PointerEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '../../../ui/format/useFormat.ts'
import type { layOutBars } from '../log/createRates.ts'
import { clampSpan, type Frame, moveEdge, toSpan } from './brushSpan.ts'
import type { Span } from './span.ts'
import styles from './RatePanel.module.css'

interface Props {
  readonly frame: ReturnType<typeof layOutBars>
  readonly span: Span | undefined
  readonly onSpan: (span: Span | undefined) => void
}

interface Drag {
  /** The instant that stays while the other edge follows the pointer. */
  readonly anchor: number
  readonly at: number
}

/** Drag over the bars, or move either edge with the arrow keys: the log shows that span alone. */
export function Brush({ frame, span, onSpan }: Props) {
  const [drag, setDrag] = useState<Drag>()
  const shown = drag === undefined ? span : toSpan(drag.anchor, drag.at, frame)
  const place = shown === undefined ? undefined : clampSpan(shown, frame)
  const instantOf = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    return frame.from + share * (frame.until - frame.from)
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = instantOf(event)
    setDrag({ anchor: span === undefined ? at : anchorOf(at, span, frame), at })
  }
  const onPointerUp = () => {
    if (drag === undefined) return
    setDrag(undefined)
    const next = toSpan(drag.anchor, drag.at, frame)
    onSpan(Math.abs(drag.at - drag.anchor) < frame.barMs / 2 ? undefined : next)
  }
  return (
    <>
      <div
        className={styles['brush']}
        role="presentation"
        onPointerDown={onPointerDown}
        onPointerMove={(event) => drag !== undefined && setDrag({ ...drag, at: instantOf(event) })}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDrag(undefined)}
      >
        {place !== undefined && (
          <i className={styles['chosen']} style={{ left: `${place.left}%`, width: `${place.width}%` }} />
        )}
      </div>
      <Edge edge="from" frame={frame} span={shown} onSpan={onSpan} />
      <Edge edge="to" frame={frame} span={shown} onSpan={onSpan} />
    </>
  )
}

/** Pressing near an edge moves that edge; elsewhere a new span begins. */
function anchorOf(at: number, span: Span, frame: Frame): number {
  const near = 2 * frame.barMs
  if (Math.abs(at - span.from) < near) return span.to
  return Math.abs(at - span.to) < near ? span.from : at
}

/** A native slider over the whole plot: seen only as the handle of its edge. */
function Edge({ edge, frame, span, onSpan }: Props & { readonly edge: 'from' | 'to' }) {
  const t = useTranslations('events.rate')
  const format = useFormat()
  const whole = { from: frame.from, to: frame.until }
  const at = Math.min(frame.until, Math.max(frame.from, (span ?? whole)[edge]))
  const left = ((at - frame.from) / (frame.until - frame.from)) * 100
  return (
    <input
      type="range"
      className={styles['edge']}
      data-shown={span !== undefined}
      style={{ left: `${left}%` }}
      min={0}
      max={frame.count}
      step={1}
      value={Math.round((at - frame.from) / frame.barMs)}
      aria-label={t(edge)}
      aria-valuetext={format.clock(at)}
      onChange={(event) => onSpan(moveEdge(span ?? whole, edge, Number(event.target.value), frame))}
    />
  )
}
