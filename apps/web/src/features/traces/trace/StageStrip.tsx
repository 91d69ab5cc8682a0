import { useTranslations } from 'use-intl'
import { useSpanTime } from '../useSpanTime.ts'
import { type Stage as StageName, type StageView, toStages } from './toStages.ts'
import styles from './TracePanel.module.css'
import type { TraceView } from './traceView.ts'

const FROM_BROWSERS: ReadonlySet<StageName> = new Set(['receive', 'paint'])

/** publish → append → send → receive → paint with their lengths, for the trace of an event; else nothing. */
export function StageStrip({ trace, onSelect }: { trace: TraceView; onSelect: (spanId: string) => void }) {
  const t = useTranslations('traces.trace')
  const stages = toStages(trace)
  if (stages === undefined) return null
  return (
    <div className={styles['road']}>
      <ol className={styles['stages']} aria-label={t('stages')}>
        {stages.map((view) => (
          <li key={view.stage}>
            <Stage view={view} onSelect={onSelect} />
          </li>
        ))}
      </ol>
      {stages.some(({ stage, span }) => span === undefined && FROM_BROWSERS.has(stage)) && <p>{t('sampled')}</p>}
    </div>
  )
}

function Stage({ view: { stage, span, count }, onSelect }: { view: StageView; onSelect: (spanId: string) => void }) {
  const t = useTranslations('traces.trace')
  const time = useSpanTime()
  if (span === undefined)
    return (
      <span className={styles['stage']} data-missing>
        {t(stage)}
        <small>{t('missing')}</small>
      </span>
    )
  return (
    <button type="button" className={styles['stage']} onClick={() => onSelect(span.id)}>
      {t(stage)}
      <small>
        {time(span.durationMs)}
        {count > 1 && ` ${t('times', { count })}`}
      </small>
    </button>
  )
}
