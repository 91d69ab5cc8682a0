import type { ModuleView } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { useNow } from '../../ui/clock/useNow.tsx'
import { useFormat } from '../../ui/format/useFormat.ts'
import { describeFinding } from '../../ui/probe/describeFinding.ts'
import type { ShownState } from '../../ui/probe/useShownState.ts'
import styles from './ModuleCard.module.css'

interface Props {
  readonly module: ModuleView
  readonly shown: ShownState
}

/** “since 13:41 · 21 min” */
export function CardSince({ module, shown }: Props) {
  const format = useFormat()
  const now = useNow()
  const at = shown.state === 'stale' && module.observedAt !== null ? module.observedAt : module.since
  const old = Math.max(0, now - Date.parse(at))
  return (
    <span className={styles['since']} title={format.absolute(at)}>
      {format.since(at, now)} <span className={styles['span']}>· {format.duration(old)}</span>
    </span>
  )
}

/** Why, as a sentence; what is old says so first. */
export function CardWhy({ module, shown }: Props) {
  const t = useTranslations('overview.card')
  const was = useTranslations('stateWas')
  const format = useFormat()
  const why = useWhy(module)
  if (module.observedAt === null) return <p className={styles['why']}>{t('neverObserved')}</p>
  if (shown.freshness !== 'stale')
    return (
      <p className={styles['why']} title={why}>
        {why} {shown.freshness === 'cached' && module.state === 'healthy' && t('noLiveGreen')}
      </p>
    )
  const last = { time: format.clock(module.observedAt), state: was(module.state).toLocaleLowerCase(format.language) }
  return (
    <p className={styles['why']}>
      <b>{t('lastObserved', last)}</b> {t('nowUnknown')}
    </p>
  )
}

function useWhy(module: ModuleView): string {
  const t = useTranslations('overview.card')
  const finding = useTranslations('finding')
  const advice = useTranslations('advice')
  const format = useFormat()
  if (module.finding === undefined || module.finding.code === 'ok') {
    const count = module.rungs.filter((rung) => rung.status === 'passed').length
    const words = { count, took: format.latency(module.durationMs ?? 0) }
    return module.reason ?? t(module.state === 'healthy' ? 'allPass' : 'passesAgain', words)
  }
  const sentence = describeFinding(module.finding, module.rung, { finding, advice }, format)
  const { failures, failureThreshold: threshold } = module
  const pending = failures > 0 && failures < threshold
  return pending ? t('failing', { finding: sentence, failures, threshold }) : t('confirmed', { finding: sentence })
}
