import { X } from 'lucide-react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { useSurroundings } from '../../../shell/range.ts'
import { Button } from '../../../ui/Button.tsx'
import { useNow } from '../../../ui/clock/useNow.tsx'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { useLinkState } from '../../../live/LiveContext.tsx'
import { Panel } from '../../../ui/panel/Panel.tsx'
import { layOutBars } from '../log/createRates.ts'
import type { EventsView } from '../log/eventsView.ts'
import { Brush } from './Brush.tsx'
import { RateBars } from './RateBars.tsx'
import styles from './RatePanel.module.css'
import type { Span } from './span.ts'

/** Bars wanted over the range; their length is rounded to a multiple of the finest. */
const BARS = 120

interface Props {
  readonly view: EventsView
  readonly span: Span | undefined
  readonly onSpan: (span: Span | undefined) => void
}

/** How many matching events came when, by severity; renewed once a second. Dragging over it narrows the log. */
export const RatePanel = memo(function RatePanel({ view, span, onSpan }: Props) {
  const t = useTranslations('events.rate')
  const format = useFormat()
  const shown = useSurroundings(useNow())
  const frame = layOutBars(shown.until, shown.ms, BARS)
  const bars = view.rates.read(frame.from, frame.barMs, frame.count)
  const gaps = useGaps(view, frame.until)
  return (
    <Panel
      title={t('title')}
      note={
        <span className={styles['note']}>
          {t('bars', { length: writeLength(frame.barMs, format) })}
          <Legend />
        </span>
      }
      className={styles['panel']}
      provenance={{ kind: 'observed', at: view.newestAt(), intervalMs: null }}
      actions={
        span !== undefined && (
          <span className={styles['span']}>
            <b>{t('span', { from: format.clock(span.from), to: format.clock(span.to) })}</b>{' '}
            <span>{format.duration(span.to - span.from)}</span>
            <Button look="bare" size="small" onClick={() => onSpan(undefined)}>
              {t('clear')}
              <X />
            </Button>
          </span>
        )
      }
    >
      <div className={styles['plot']}>
        <RateBars bars={bars} frame={frame} gaps={gaps} knownFrom={view.rates.earliest()} />
        <Brush frame={frame} span={span} onSpan={onSpan} />
      </div>
      <TimeAxis from={frame.from} until={frame.until} />
    </Panel>
  )
})

/** Where events are missing: breaks that lost some, and the one that lasts. */
function useGaps(view: EventsView, until: number): Span[] {
  const state = useLinkState()
  const lost = view
    .gaps()
    .filter((gap) => gap.lost !== 0)
    .map((gap) => ({ from: gap.since, to: gap.until }))
  const isBroken = state.kind === 'offline' || state.kind === 'reconnecting'
  return isBroken ? [...lost, { from: state.since, to: until }] : lost
}

function Legend() {
  const t = useTranslations('events.rate')
  const severity = useTranslations('severity')
  return (
    <span className={styles['legend']}>
      <span data-of="info">{severity('info')}</span>
      <span data-of="warning">{severity('warning')}</span>
      <span data-of="critical">{severity('critical')}</span>
      <span data-of="gap">{t('notReceived')}</span>
      <span data-of="unknown">{t('notHeld')}</span>
    </span>
  )
}

const TICKS = 6

function TimeAxis({ from, until }: { from: number; until: number }) {
  const format = useFormat()
  const step = (until - from) / TICKS
  return (
    <div className={styles['axis']} aria-hidden="true">
      {Array.from({ length: TICKS + 1 }, (_, i) => (
        <span key={i}>{format.shortClock(from + i * step)}</span>
      ))}
    </div>
  )
}

const writeLength = (ms: number, format: ReturnType<typeof useFormat>): string =>
  ms % 1_000 === 0 ? format.duration(ms) : format.duration(1_000).replace('1', format.number(ms / 1_000))
