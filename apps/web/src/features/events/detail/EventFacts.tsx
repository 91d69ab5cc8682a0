import type { LogItem } from '@nobet/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { cx } from '../../../ui/cx.ts'
import { useNow } from '../../../ui/clock/useNow.tsx'
import { Fact, Facts } from '../../../ui/drawer/Facts.tsx'
import { nameOfSubject } from '../../../ui/event/EventRow.tsx'
import { useSummariseEvent } from '../../../ui/event/useSummariseEvent.ts'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import text from '../../../ui/text.module.css'
import { useTitles } from '../log/useRowText.ts'
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
      <Facts>
        <Fact name={t('when')}>
          <When at={event.time} />
        </Fact>
        <Fact name={t('module')}>
          {event.module !== undefined && titles[event.module] !== undefined ? (
            <Link to="/modules/$moduleId" params={{ moduleId: event.module }} className={text['link']}>
              {nameOfSubject(event, titles)}
            </Link>
          ) : (
            nameOfSubject(event, titles)
          )}
        </Fact>
        <Fact name={t('severity')}>
          <span className={styles['severity']}>
            <SeverityMark severity={event.severity} />
            {severity(event.severity)}
          </span>
        </Fact>
        <Fact name={t('source')}>
          <span className={text['mono']}>{event.source}</span>
        </Fact>
        {event.subject !== undefined && (
          <Fact name={t('subject')}>
            <span className={text['mono']}>{event.subject}</span>
          </Fact>
        )}
        <Fact name={t('cursor')}>
          <span className={text['mono']}>{cursor}</span>
        </Fact>
        {traceId !== undefined && (
          <Fact name={t('trace')}>
            <span className={cx(text['mono'], styles['trace'])}>
              <Link to="/traces/$traceId" params={{ traceId }} className={text['link']} title={t('openTrace')}>
                {traceId}
              </Link>
              <CopyButton label={t('copy')} read={() => traceId} />
            </span>
          </Fact>
        )}
      </Facts>
    </>
  )
}

function When({ at }: { at: string }) {
  const t = useTranslations('events.detail')
  const format = useFormat()
  const now = useNow()
  const utc = new Date(at).toISOString().slice(11, 19)
  return (
    <time className={styles['when']} dateTime={at} title={format.absolute(at)}>
      {format.clockMs(at)} <span>{t('utc', { ago: format.ago(Math.max(0, now - Date.parse(at))), time: utc })}</span>
    </time>
  )
}
