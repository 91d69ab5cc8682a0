import type { LogItem } from '@nobet/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { cx } from '../../../ui/cx.ts'
import { useNow } from '../../../ui/clock/useNow.tsx'
import { nameOfSubject } from '../../../ui/event/EventRow.tsx'
import { useSummariseEvent } from '../../../ui/event/useSummariseEvent.ts'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import text from '../../../ui/text.module.css'
import { useTitles } from '../log/useRowText.ts'
import { CopyButton } from './CopyButton.tsx'
import styles from './EventDetail.module.css'

/** The sentence, and what an operator asks next: when, which module, how bad, where in the log. */
export function EventFacts({ item: { cursor, event } }: { item: LogItem }) {
  const t = useTranslations('events.detail')
  const severity = useTranslations('severity')
  const summarise = useSummariseEvent()
  const titles = useTitles()
  const traceId = event.traceparent?.split('-')[1]
  return (
    <>
      <p className={styles['sentence']}>{summarise(event)}</p>
      <dl className={styles['facts']}>
        <dt>{t('when')}</dt>
        <dd>
          <When at={event.time} />
        </dd>
        <dt>{t('module')}</dt>
        <dd>
          {event.module !== undefined && titles[event.module] !== undefined ? (
            <Link to="/modules/$moduleId" params={{ moduleId: event.module }} className={text['link']}>
              {nameOfSubject(event, titles)}
            </Link>
          ) : (
            nameOfSubject(event, titles)
          )}
        </dd>
        <dt>{t('severity')}</dt>
        <dd className={styles['severity']}>
          <SeverityMark severity={event.severity} />
          {severity(event.severity)}
        </dd>
        <dt>{t('source')}</dt>
        <dd className={text['mono']}>{event.source}</dd>
        {event.subject !== undefined && (
          <>
            <dt>{t('subject')}</dt>
            <dd className={text['mono']}>{event.subject}</dd>
          </>
        )}
        <dt>{t('cursor')}</dt>
        <dd className={text['mono']}>{cursor}</dd>
        {traceId !== undefined && (
          <>
            <dt>{t('trace')}</dt>
            <dd className={cx(text['mono'], styles['trace'])}>
              <Link to="/traces/$traceId" params={{ traceId }} className={text['link']} title={t('openTrace')}>
                {traceId}
              </Link>
              <CopyButton label={t('copy')} read={() => traceId} />
            </dd>
          </>
        )}
      </dl>
    </>
  )
}

function When({ at }: { at: string }) {
  const t = useTranslations('events.detail')
  const format = useFormat()
  const now = useNow()
  const utc = new Date(at).toISOString().slice(11, 19)
  return (
    <time dateTime={at} title={format.absolute(at)}>
      {format.clockMs(at)} <span>{t('utc', { ago: format.ago(Math.max(0, now - Date.parse(at))), time: utc })}</span>
    </time>
  )
}
