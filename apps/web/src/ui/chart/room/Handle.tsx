import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { fromShare, indexAt, toShare, type XScale } from '../axis/xScale.ts'
import { type ChartCursor, useCursorPoint } from '../cursor.ts'
import { useFormat } from '../../format/useFormat.ts'
import type { TimeSpan } from '../series.ts'
import type { ChartModel } from './useChartModel.ts'
import { useWritePosition } from './Tooltip.tsx'
import styles from './Handle.module.css'

/** A shorter drag is a click. */
const DRAG_MIN_PX = 4
/** Series told for the point that a keyboard stands on. */
const SPOKEN_MAX = 6

interface Props {
  readonly label: string
  readonly model: ChartModel
  readonly cursor: ChartCursor
  readonly onRange: ((span: TimeSpan | undefined) => void) | undefined
  /** What lies over the drawing. */
  readonly children: ReactNode
}

interface Selection {
  /** Positions on the axis, in any order. */
  readonly anchor: number
  readonly at: number
}

/** Pointing, choosing a range and going back, by pointer and by keys alike. Names have no range to choose. */
export function Handle({ label, model, cursor, onRange: onGiven, children }: Props) {
  const { scale } = model
  const onRange = scale.kind === 'time' ? onGiven : undefined
  const [selection, setSelection] = useState<Selection>()
  const choose = (chosen: Selection | undefined, isLong: boolean) => {
    setSelection(undefined)
    if (chosen !== undefined && isLong) onRange?.(toSpan(chosen))
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || onRange === undefined || isControl(event.target)) return
    event.currentTarget.setPointerCapture(event.pointerId)
    // So that Escape after a drag is heard.
    event.currentTarget.querySelector('input')?.focus({ preventScroll: true })
    event.preventDefault()
    const at = positionOf(event, scale)
    setSelection({ anchor: at, at })
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const at = positionOf(event, scale)
    cursor.move(selection === undefined && isControl(event.target) ? null : at)
    if (selection !== undefined) setSelection({ ...selection, at })
  }
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const { width } = event.currentTarget.getBoundingClientRect()
    choose(selection, selection !== undefined && lengthOf(selection, scale) * width >= DRAG_MIN_PX)
  }
  return (
    <div
      className={styles['over']}
      role="presentation"
      data-zoom={onRange !== undefined}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setSelection(undefined)}
      onPointerLeave={() => cursor.move(null)}
      onDoubleClick={(event) => !isControl(event.target) && onRange?.(undefined)}
    >
      <PointSlider {...{ label, model, cursor, selection, onRange, choose }} onSelection={setSelection} />
      {selection !== undefined && <Chosen selection={selection} scale={scale} />}
      {children}
    </div>
  )
}

function Chosen({ selection, scale }: { selection: Selection; scale: XScale }) {
  const { from, to } = toSpan(selection)
  const left = Math.max(0, toShare(scale, from))
  const width = Math.min(1, toShare(scale, to)) - left
  return <i className={styles['chosen']} style={{ left: `${left * 100}%`, width: `${width * 100}%` }} />
}

interface SliderProps extends Omit<Props, 'children'> {
  readonly selection: Selection | undefined
  readonly onSelection: (selection: Selection | undefined) => void
  readonly choose: (selection: Selection | undefined, isLong: boolean) => void
}

/** A native slider over the whole drawing: what the pointer does, for a keyboard, told point by point. */
function PointSlider({ label, model, cursor, selection, onSelection, onRange, choose }: SliderProps) {
  const t = useTranslations('chart')
  const hint = useId()
  const format = useFormat()
  const write = useWritePosition(model)
  const { scale, shown, unit } = model
  const chosen = selection === undefined ? undefined : toSpan(selection)
  const point = useCursorPoint(cursor)
  const last = scale.positions.length - 1
  const index = point === null ? last : indexAt(scale.positions, point.at)
  const here = scale.positions[index]
  const go = (to: number) => cursor.move(scale.positions[Math.min(last, Math.max(0, to))] ?? null)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key]
    if (step !== undefined && event.shiftKey && onRange !== undefined && here !== undefined) {
      const next = scale.positions[Math.min(last, Math.max(0, index + step))] ?? here
      onSelection({ anchor: selection?.anchor ?? here, at: next })
      cursor.move(next)
    } else if (event.key === 'Enter' && selection !== undefined) choose(selection, selection.at !== selection.anchor)
    else if (event.key === 'Escape' && selection !== undefined) onSelection(undefined)
    else if (event.key === 'Escape' && onRange !== undefined) onRange(undefined)
    else if ((event.key === '+' || event.key === '-') && onRange !== undefined)
      onRange(zoom(scale, here ?? scale.to, event.key === '+' ? 0.5 : 2))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  if (last < 0) return null
  return (
    <>
      <input
        type="range"
        className={styles['slider']}
        min={0}
        max={last}
        step={1}
        value={index}
        aria-label={t('cursor', { label })}
        aria-valuetext={[
          ...(chosen === undefined
            ? []
            : [t('select', { from: format.clock(chosen.from), to: format.clock(chosen.to) })]),
          // Without a reader at this point the clock is enough: it is written at every update.
          point === null && scale.kind === 'time' ? format.clock(here ?? 0) : write(index),
          ...(point === null ? [] : shown.slice(0, SPOKEN_MAX)).map((one) => {
            const value = one.values[index]
            return `${one.label} ${typeof value === 'number' ? unit.value(value) : t('notObserved')}`
          }),
        ].join(', ')}
        aria-describedby={onRange === undefined ? undefined : hint}
        onChange={(event) => go(Number(event.target.value))}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.target.matches(':focus-visible') && go(index)}
        onBlur={() => {
          cursor.move(null)
          onSelection(undefined)
        }}
      />
      {onRange !== undefined && (
        <span id={hint} hidden>
          {t('keys')}
        </span>
      )}
    </>
  )
}

const toSpan = ({ anchor, at }: Selection): TimeSpan => ({ from: Math.min(anchor, at), to: Math.max(anchor, at) })
const lengthOf = ({ anchor, at }: Selection, { from, to }: XScale): number => Math.abs(at - anchor) / (to - from)

/** Around a point that keeps its place on the screen. */
function zoom({ from, to }: XScale, around: number, factor: number): TimeSpan {
  return { from: around - (around - from) * factor, to: around + (to - around) * factor }
}

function positionOf(event: PointerEvent<HTMLElement>, scale: XScale): number {
  const box = event.currentTarget.getBoundingClientRect()
  return fromShare(scale, (event.clientX - box.left) / box.width)
}

/** Buttons over the drawing keep their own clicks. */
const isControl = (target: EventTarget): boolean => target instanceof Element && target.closest('button') !== null
