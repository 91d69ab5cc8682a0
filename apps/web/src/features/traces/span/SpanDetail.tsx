import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Fact, Facts } from '../../../ui/drawer/Facts.tsx'
import { PanelEmpty } from '../../../ui/panel/PanelStates.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import text from '../../../ui/text.module.css'
import type { Attribute, SpanView, TraceView } from '../trace/traceView.ts'
import { useSpanTime } from '../useSpanTime.ts'
import styles from './SpanDetail.module.css'

/** Everything a span says of itself, and the ways out of it: its parent and its links. */
export function SpanDetail({ trace, span }: { trace: TraceView; span: SpanView | undefined }) {
  const t = useTranslations('traces.span')
  const time = useSpanTime()
  if (span === undefined) return <PanelEmpty title={t('gone')} />
  return (
    <div className={styles['detail']}>
      <Facts>
        <Fact name={t('service')}>{span.service}</Fact>
        {span.kind !== '' && <Fact name={t('kind')}>{span.kind}</Fact>}
        <Fact name={t('start')}>{t('after', { time: time(span.offsetMs) })}</Fact>
        <Fact name={t('duration')}>{time(span.durationMs)}</Fact>
        <Fact name={t('status')}>
          <span className={styles['status']} data-status={span.status}>
            {span.status === 'error' && <StatusMark tone="bad" size={14} />}
            {t(span.status)}
            {span.statusMessage !== '' && `: ${span.statusMessage}`}
          </span>
        </Fact>
        <Fact name={t('id')}>
          <span className={text['mono']}>{span.id}</span>
        </Fact>
        <Fact name={t('parent')}>
          <Parent trace={trace} span={span} />
        </Fact>
      </Facts>
      <Attributes title={t('attributes')} attributes={span.attributes} />
      {span.events.length > 0 && (
        <section>
          <h4>{t('events')}</h4>
          <ul className={styles['list']}>
            {span.events.map(({ offsetMs, name, attributes }, at) => (
              <li key={at}>
                <p>
                  <b>{name}</b> <span>{time(offsetMs)}</span>
                </p>
                <Pairs attributes={attributes} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {span.links.length > 0 && (
        <section>
          <h4>{t('links')}</h4>
          <ul className={styles['list']}>
            {span.links.map(({ traceId, spanId, attributes }, at) => (
              <li key={at}>
                <Link to="/traces/$traceId" params={{ traceId }} search={{ span: spanId }} className={text['link']}>
                  {t('follow', { id: traceId })}
                </Link>
                <Pairs attributes={attributes} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Attributes title={t('resource')} attributes={span.resource} />
    </div>
  )
}

function Parent({ trace, span }: { trace: TraceView; span: SpanView }) {
  const t = useTranslations('traces.span')
  const parent = trace.spans.find(({ id }) => id === span.parentId)
  if (parent === undefined) {
    return span.parentId === '' ? t('none') : <span className={text['mono']}>{span.parentId}</span>
  }
  return (
    <Link
      to="/traces/$traceId"
      params={{ traceId: trace.id }}
      search={({ range, from, to, refresh }) => ({ range, from, to, refresh, span: parent.id })}
      className={text['link']}
      replace
    >
      {parent.name}
    </Link>
  )
}

function Attributes({ title, attributes }: { title: string; attributes: readonly Attribute[] }) {
  if (attributes.length === 0) return null
  return (
    <section>
      <h4>{title}</h4>
      <Pairs attributes={attributes} />
    </section>
  )
}

function Pairs({ attributes }: { attributes: readonly Attribute[] }) {
  if (attributes.length === 0) return null
  return (
    <dl className={styles['pairs']}>
      {attributes.map(([name, value]) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
    </dl>
  )
}
