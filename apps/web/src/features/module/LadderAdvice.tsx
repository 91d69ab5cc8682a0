import type { ModuleView } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { useFormat } from '../../ui/format/useFormat.ts'
import { adviseOn, describeFinding } from '../../ui/probe/describeFinding.ts'
import { useFreshness } from '../../ui/useFreshness.ts'
import styles from './ProbeLadder.module.css'

/** What the failed rung means, what to do first, and the other side's own words. */
export function LadderAdvice({ module }: { module: ModuleView }) {
  const t = useTranslations('module')
  const finding = useTranslations('finding')
  const advice = useTranslations('advice')
  const format = useFormat()
  const stale = useFreshness(module.observedAt, module.intervalMs) === 'stale'
  if (module.observedAt === null) return <Advice title={t('waiting')} />
  const passes = module.finding === undefined || module.finding.code === 'ok'
  if (stale && passes)
    return <Advice title={t('passedLast', { time: format.clock(module.observedAt) })} text={t('nowUnknown')} />
  if (module.finding === undefined || module.finding.code === 'ok')
    return <Advice title={module.reason ?? t('allPass')} text={module.advice ?? t('allPassHint')} />
  const text = { finding, advice }
  const evidence = module.rungs.find((rung) => rung.status === 'failed')?.detail
  return (
    <Advice
      title={describeFinding(module.finding, module.rung, text, format)}
      text={adviseOn(module.finding, text)}
      {...(evidence === undefined ? {} : { evidence })}
    />
  )
}

function Advice({ title, text, evidence }: { title: string; text?: string; evidence?: string }) {
  const t = useTranslations('module')
  return (
    <div className={styles['advice']}>
      <h3>{title}</h3>
      {text !== undefined && <p>{text}</p>}
      {evidence !== undefined && (
        <p className={styles['evidence']}>
          <span>{t('evidence')}</span> <code>{evidence}</code>
        </p>
      )}
    </div>
  )
}
