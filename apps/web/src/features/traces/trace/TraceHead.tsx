import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import text from '../../../ui/text.module.css'
import { Time } from '../../../ui/Time.tsx'
import { useSpanTime } from '../useSpanTime.ts'
import { serviceColour } from './serviceColour.ts'
import styles from './TracePanel.module.css'
import type { TraceView } from './traceView.ts'

interface Props {
  readonly trace: TraceView
  readonly view: 'table' | undefined
  readonly onView: (view: 'table' | undefined) => void
}

/** How long, how much, what failed, and which colour is which service. */
export function TraceHead({ trace, view, onView }: Props) {
  const t = useTranslations('traces')
  const time = useSpanTime()
  const { id, startMs, durationMs, spans, services, errors, orphans } = trace
  return (
    <div className={styles['head']}>
      <strong>{time(durationMs)}</strong>
      <Time at={startMs} as="clockMs" />
      <span>{t('trace.summary', { spans: spans.length, services: services.length })}</span>
      {errors > 0 && (
        <span className={styles['bad']}>
          <StatusMark tone="bad" size={14} />
          {t('list.errorCount', { count: errors })}
        </span>
      )}
      {orphans > 0 && (
        <span className={styles['warn']}>
          <StatusMark tone="warn" size={14} />
          {t('trace.orphans', { count: orphans })}
        </span>
      )}
      <ul className={styles['legend']}>
        {services.map((service) => (
          <li key={service}>
            <i style={{ background: serviceColour(services, service) }} />
            {service}
          </li>
        ))}
      </ul>
      <span className={styles['id']}>
        <span className={text['mono']}>{id}</span>
        <CopyButton look="icon" label={t('trace.copyId')} read={() => id} />
      </span>
      <div className={styles['views']} role="group" aria-label={t('trace.view')}>
        <Button size="small" aria-pressed={view === undefined} onClick={() => onView(undefined)}>
          {t('trace.waterfall')}
        </Button>
        <Button size="small" aria-pressed={view === 'table'} onClick={() => onView('table')}>
          {t('trace.table')}
        </Button>
      </div>
    </div>
  )
}
