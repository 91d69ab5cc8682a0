import { useTranslations } from 'use-intl'
import { useFormat } from '../../ui/format/useFormat.ts'
import { StatusMark } from '../../ui/StatusMark.tsx'
import type { QueryFault } from './ask/promError.ts'
import type { Run, RunState } from './ask/useRuns.ts'
import styles from './MetricsPage.module.css'

/** One line under a query: what came, how much, how long it took; or what went wrong and what to do. */
export function QueryStatus({ run, on, text }: { run: RunState | undefined; on: boolean; text: string }) {
  const t = useTranslations('metrics')
  if (!on) return <p className={styles['status']}>{t('hidden')}</p>
  if (text.trim() === '') return <p className={styles['status']}>{t('emptyHint')}</p>
  if (run === undefined) return <p className={styles['status']}>{t('notRun')}</p>
  if (run.fault !== undefined) return <Fault fault={run.fault} kept={run.value !== undefined} />
  if (run.state === 'cancelled') return <p className={styles['status']}>{t('cancelled')}</p>
  if (run.value === undefined) return <p className={styles['status']}>{t('asking')}</p>
  return <Figures run={run.value} asking={run.fetching && run.former} stale={run.state === 'stale'} />
}

function Fault({ fault, kept }: { fault: QueryFault; kept: boolean }) {
  const t = useTranslations('metrics.fault')
  return (
    <div className={styles['fault']} role="alert">
      <StatusMark tone="bad" size={14} />
      <p>
        <b>{t(fault.kind)}</b> {fault.kind !== 'unreachable' && <code>{fault.message}</code>} {t(`hint.${fault.kind}`)}{' '}
        {kept && t('kept')}
      </p>
    </div>
  )
}

function Figures({ run, asking, stale }: { run: Run; asking: boolean; stale: boolean }) {
  const t = useTranslations('metrics')
  const format = useFormat()
  const { answer } = run
  const what =
    'total' in answer ? t('seriesCount', { count: answer.total }) : t(answer.kind === 'scalar' ? 'scalar' : 'string')
  const cost = [
    what,
    ...(run.mode === 'range' ? [t('stepIs', { step: format.duration(run.stepMs) })] : []),
    format.bytes(run.bytes),
    format.latency(run.waitedMs),
    ...toUpstreamMs(run.timing).map((ms) => t('upstreamTook', { time: format.latency(ms) })),
  ]
  return (
    <div className={styles['status']}>
      <p>
        {cost.join(' · ')}
        {asking && ` · ${t('asking')}`}
        {stale && ` · ${t('staleAnswer')}`}
      </p>
      {answer.notes.map(({ kind, text }) => (
        <p key={text} className={styles['remark']} data-kind={kind}>
          <StatusMark tone={kind === 'warning' ? 'warn' : 'info'} size={12} />
          {t(kind)}: {text}
        </p>
      ))}
    </div>
  )
}

/** What of the waiting was Prometheus', from `server-timing`; nothing when the answer was kept by the panel. */
function toUpstreamMs(timing: string | null): readonly number[] {
  const found = /\bupstream\b[^,]*;dur=([\d.]+)/.exec(timing ?? '')
  return found === null ? [] : [Number(found[1])]
}
