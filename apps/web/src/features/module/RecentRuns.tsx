import type { ModuleView } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { useFormat } from '../../ui/format/useFormat.ts'
import { Hidden } from '../../ui/Hidden.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import styles from './ProbeLadder.module.css'

/** The last few probes as marks, and the rule by which they become a state. */
export function RecentRuns({ module, known }: { module: ModuleView; known: 'now' | 'last' }) {
  const t = useTranslations('module')
  const format = useFormat()
  if (module.recent.length === 0) return null
  return (
    <p className={styles['recent']}>
      <span>{t('recent', { count: module.recent.length })}</span>
      <span className={styles['marks']}>
        {module.recent.map((check) => (
          <span key={check.time} title={`${format.clock(check.time)} · ${format.latency(check.durationMs)}`}>
            <StatusMark tone={check.outcome === 'passed' ? 'ok' : 'bad'} known={known} size={14} />
            <Hidden>{t(check.outcome)}</Hidden>
          </span>
        ))}
      </span>
      <span className={styles['rule']}>
        {t(ruleOf(module), { failures: module.failures, threshold: module.failureThreshold })}
      </span>
    </p>
  )
}

function ruleOf({ failures, failureThreshold }: ModuleView): 'calmRule' | 'hysteresis' | 'beyond' {
  if (failures === 0) return 'calmRule'
  return failures > failureThreshold ? 'beyond' : 'hysteresis'
}
