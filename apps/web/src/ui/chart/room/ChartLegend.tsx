import type { Summary } from '@nobet/domain/series'
import type { MouseEvent, PointerEvent, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../cx.ts'
import text from '../../text.module.css'
import { indexAt } from '../axis/xScale.ts'
import { type ChartCursor, useCursorPoint } from '../cursor.ts'
import type { ChartSeries } from '../series.ts'
import type { ChartModel } from './useChartModel.ts'
import { Swatch } from './Swatch.tsx'
import styles from './ChartLegend.module.css'

/** More series than this are listed as a table with their extremes. */
const INLINE_MAX = 6
/** So few series leave room for their extremes in one line. */
const EXTREMES_MAX = 3

interface Props {
  readonly label: string
  readonly model: ChartModel
  readonly cursor: ChartCursor
  readonly hidden: ReadonlySet<string>
  readonly onHidden: (hidden: ReadonlySet<string>) => void
}

/** Each line's swatch, name and figures; a press switches the line off and on, with Shift it leaves this one alone. */
export function ChartLegend({ label, model, cursor, hidden, onHidden }: Props) {
  const t = useTranslations('chart')
  const point = useCursorPoint(cursor)
  const index = point === null ? null : indexAt(model.scale.positions, point.at)
  const many = model.series.length > INLINE_MAX
  return (
    <ul className={styles['legend']} data-many={many} aria-label={t('legend', { label })}>
      {model.series.map((one, at) => {
        const summary = model.summaries[at]
        if (summary === undefined) return null
        return (
          <li key={one.id} data-hidden={hidden.has(one.id)}>
            <Entry
              one={one}
              alone={model.series.length === 1}
              shown={!hidden.has(one.id)}
              hint={() => `${t('min')} ${write(summary.min, model)} · ${t('max')} ${write(summary.max, model)}`}
              onPress={(event) => onHidden(event.shiftKey ? isolate(one, model.series, hidden) : toggle(one, hidden))}
            >
              <Figure model={model} one={one} summary={summary} index={index} />
            </Entry>
            {(many || model.series.length <= EXTREMES_MAX) && <Extremes model={model} summary={summary} />}
          </li>
        )
      })}
    </ul>
  )
}

interface EntryProps {
  readonly one: ChartSeries
  readonly alone: boolean
  readonly shown: boolean
  /** Written when somebody points at it, since figures change all the time. */
  readonly hint: () => string
  readonly onPress: (event: MouseEvent) => void
  readonly children: ReactNode
}

/** A single series has nothing to be told apart from, so it cannot be switched off. */
function Entry({ one, alone, shown, hint, onPress, children }: EntryProps) {
  const inside = (
    <>
      <Swatch one={one} /> <span className={cx(text['cut'], styles['name'])}>{one.label}</span> {children}
    </>
  )
  const onPointerEnter = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.title = hint()
  }
  if (alone)
    return (
      <span className={styles['entry']} onPointerEnter={onPointerEnter}>
        {inside}
      </span>
    )
  return (
    <button type="button" className={styles['entry']} aria-pressed={shown} {...{ onPointerEnter }} onClick={onPress}>
      {inside}
    </button>
  )
}

/** The figure under the cursor; without a cursor the newest (among names there is none). What was not observed is a dash, never zero. */
function Figure({
  model,
  one,
  summary,
  index,
}: {
  model: ChartModel
  one: ChartSeries
  summary: Summary
  index: number | null
}) {
  if (index === null && model.scale.kind === 'names') return null
  const figure = index === null ? summary.last : (one.values[index] ?? null)
  const isPast = index === null && summary.lastIndex !== one.values.length - 1
  return <b data-past={isPast}>{write(figure, model)}</b>
}

/** Arrows in place of words, since there is little room; the words are in the hover text and in the summary. */
const Extremes = ({ model, summary }: { model: ChartModel; summary: Summary }) => (
  <span className={styles['extremes']} aria-hidden="true">
    ↓ {write(summary.min, model)} ↑ {write(summary.max, model)}
  </span>
)

const write = (figure: number | null, { unit }: ChartModel): string => (figure === null ? '–' : unit.value(figure))

const toggle = (one: ChartSeries, hidden: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(hidden.has(one.id) ? [...hidden].filter((id) => id !== one.id) : [...hidden, one.id])

/** This one alone; when it is alone already, all again. */
function isolate(one: ChartSeries, all: readonly ChartSeries[], hidden: ReadonlySet<string>): ReadonlySet<string> {
  const others = all.filter((each) => each.id !== one.id).map((each) => each.id)
  return others.every((id) => hidden.has(id)) && !hidden.has(one.id) ? new Set() : new Set(others)
}
