import { type ModuleView, type RungResult, RUNGS, type Rung } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/format/useFormat.ts'
import { Hidden } from '../../ui/Hidden.tsx'
import { Panel } from '../../ui/panel/Panel.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { useFreshness } from '../../ui/useFreshness.ts'
import { LadderAdvice } from './LadderAdvice.tsx'
import styles from './ProbeLadder.module.css'
import { RecentRuns } from './RecentRuns.tsx'

/** Every rung of the last probe from name lookup to canary, the failed one and what to do about it. */
export function ProbeLadder({ module }: { module: ModuleView }) {
  const t = useTranslations('module')
  const format = useFormat()
  const known = useFreshness(module.observedAt, module.intervalMs) === 'live' ? 'now' : 'last'
  const note =
    module.intervalMs === null || module.durationMs === null
      ? undefined
      : t('every', { interval: format.duration(module.intervalMs), took: format.latency(module.durationMs) })
  return (
    <Panel
      title={t('ladder')}
      note={note}
      provenance={{ kind: 'observed', at: module.observedAt, intervalMs: module.intervalMs }}
    >
      <div className={styles['body']}>
        <div>
          <ol className={styles['rungs']}>
            {RUNGS.map((rung) => (
              <Step key={rung} rung={rung} result={triedResult(module.rungs, rung)} known={known} />
            ))}
          </ol>
          <RecentRuns module={module} known={known} />
        </div>
        <LadderAdvice module={module} />
      </div>
    </Panel>
  )
}

function Step({ rung, result, known }: { rung: Rung; result: RungResult | undefined; known: 'now' | 'last' }) {
  const t = useTranslations('module')
  const format = useFormat()
  const status = result?.status ?? 'untried'
  const words = { passed: t('passed'), failed: t('failed'), skipped: t('skipped'), untried: t('notTried') }[status]
  const timed = result?.ms !== undefined && status !== 'skipped' ? format.latency(result.ms) : words
  return (
    <li
      className={cx(styles['step'], styles[status])}
      title={`${t(`rung.${rung}`)}${result?.detail ? `: ${result.detail}` : ''}`}
    >
      <StatusMark tone={TONES[status]} known={status === 'passed' || status === 'failed' ? known : 'last'} />
      <b className={styles['name']}>{rung}</b>
      <span className={styles['took']}>{timed}</span>
      <Hidden>{`${t(`rung.${rung}`)}, ${words}`}</Hidden>
    </li>
  )
}

/** A rung above the failed one was not skipped, it was never reached. */
function triedResult(results: readonly RungResult[], rung: Rung): RungResult | undefined {
  const failed = results.find((one) => one.status === 'failed')
  const unreached = failed !== undefined && RUNGS.indexOf(rung) > RUNGS.indexOf(failed.rung)
  return unreached ? undefined : results.find((one) => one.rung === rung)
}

const TONES = { passed: 'ok', failed: 'bad', skipped: 'none', untried: 'none' } as const
