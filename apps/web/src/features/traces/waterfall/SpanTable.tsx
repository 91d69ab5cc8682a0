import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import type { SpanView, TraceView } from '../trace/traceView.ts'
import { useSpanTime } from '../useSpanTime.ts'
import styles from './Waterfall.module.css'

const ROWS_FIRST = 200
const COLUMNS = ['name', 'service', 'kind', 'start', 'duration', 'status'] as const

interface Props {
  readonly trace: TraceView
  readonly selected: string | undefined
  readonly onSelect: (spanId: string | undefined) => void
}

/** The same spans as a table of words and figures, a long one by and by. */
export function SpanTable({ trace, selected, onSelect }: Props) {
  const t = useTranslations('traces')
  const [shown, setShown] = useState(ROWS_FIRST)
  return (
    <div className={styles['scroller']}>
      <table className={styles['table']} aria-label={t('trace.table')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`span.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {trace.spans.slice(0, shown).map((span, at) => (
            <Row
              key={span.id + String(at)}
              span={span}
              state={span.id === selected ? 'selected' : 'plain'}
              onOpen={() => onSelect(span.id)}
            />
          ))}
        </tbody>
      </table>
      {shown < trace.spans.length && (
        <Button onClick={() => setShown(shown + ROWS_FIRST)}>
          {t('span.more', { count: trace.spans.length - shown })}
        </Button>
      )}
    </div>
  )
}

function Row({ span, state, onOpen }: { span: SpanView; state: 'plain' | 'selected'; onOpen: () => void }) {
  const t = useTranslations('traces.span')
  const time = useSpanTime()
  return (
    <tr data-state={state}>
      <th scope="row">
        <button type="button" onClick={onOpen}>
          {span.name}
        </button>
      </th>
      <td>{span.service}</td>
      <td>{span.kind}</td>
      <td>{time(span.offsetMs)}</td>
      <td>{time(span.durationMs)}</td>
      <td>
        <span className={span.status === 'error' ? styles['bad'] : undefined}>
          {span.status === 'error' && <StatusMark tone="bad" size={12} />}
          {t(span.status)}
        </span>
      </td>
    </tr>
  )
}
