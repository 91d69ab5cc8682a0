import { ChevronDown, ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import { serviceColour } from '../trace/serviceColour.ts'
import type { SpanView, TraceView } from '../trace/traceView.ts'
import { useSpanTime } from '../useSpanTime.ts'
import styles from './Waterfall.module.css'

const INDENT_PX = 14
/** Deeper spans keep this indent: their names must stay readable. */
const INDENT_STEPS_MAX = 12
/** Past this place there is no room for words after the bar. */
const WORDS_BEFORE_SHARE = 0.75

interface Props {
  readonly id: string
  readonly trace: TraceView
  readonly span: SpanView
  readonly top: number
  readonly row: number
  readonly folded: boolean
  readonly state: 'plain' | 'active' | 'selected'
  readonly onOpen: () => void
  readonly onFold: () => void
}

/** One span: its name at its depth, and its bar where it lies in time. */
export function WaterfallRow({ id, trace, span, top, row, folded, state, onOpen, onFold }: Props) {
  const t = useTranslations('traces.span')
  const indent = Math.min(span.depth, INDENT_STEPS_MAX) * INDENT_PX
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid has the focus and the keys
    <div
      id={id}
      role="row"
      aria-level={span.depth + 1}
      aria-rowindex={row + 1}
      aria-expanded={span.children > 0 ? !folded : undefined}
      aria-selected={state === 'selected'}
      data-state={state}
      className={styles['row']}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onOpen}
    >
      <span role="gridcell" className={styles['name']} style={{ paddingInlineStart: indent }}>
        {span.children > 0 ? (
          <button
            type="button"
            tabIndex={-1}
            aria-label={t(folded ? 'expand' : 'collapse')}
            onClick={(event) => {
              event.stopPropagation()
              onFold()
            }}
          >
            {folded ? <ChevronRight /> : <ChevronDown />}
          </button>
        ) : (
          <i className={styles['leaf']} />
        )}
        {span.status === 'error' && (
          <>
            <StatusMark tone="bad" size={12} />
            <span className={styles['unseen']}>{t('error')}</span>
          </>
        )}
        <b title={span.name}>{span.name}</b>
        <small>{span.service}</small>
      </span>
      <span role="gridcell" className={styles['time']}>
        <Bar trace={trace} span={span} />
      </span>
    </div>
  )
}

function Bar({ trace, span }: { trace: TraceView; span: SpanView }) {
  const time = useSpanTime()
  const whole = Math.max(trace.durationMs, Number.MIN_VALUE)
  const from = span.offsetMs / whole
  const share = span.durationMs / whole
  const before = from + share > WORDS_BEFORE_SHARE
  return (
    <>
      <i
        className={styles['bar']}
        data-status={span.status}
        style={{
          insetInlineStart: `${from * 100}%`,
          inlineSize: `max(2px, ${share * 100}%)`,
          background: serviceColour(trace.services, span.service),
        }}
      />
      {span.events.map((event, at) => (
        <i
          key={at}
          className={styles['moment']}
          title={event.name}
          style={{ insetInlineStart: `${(event.offsetMs / whole) * 100}%` }}
        />
      ))}
      <small
        className={styles['length']}
        style={
          before
            ? { insetInlineEnd: `calc(${(1 - from) * 100}% + 6px)` }
            : { insetInlineStart: `calc(${(from + share) * 100}% + 6px)` }
        }
      >
        {time(span.durationMs)}
      </small>
    </>
  )
}
