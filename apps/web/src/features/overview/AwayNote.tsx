import { X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useModules, useRing } from '../../live/LiveContext.tsx'
import { useFormat } from '../../ui/format/useFormat.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { toneOfState } from '../../ui/tone.ts'
import styles from './AwayNote.module.css'
import { sumAway } from './sumAway.ts'
import { useAway } from './useAway.ts'

const HandOverDialog = lazy(async () => ({
  default: (await import('../alerts/handover/HandOverDialog.tsx')).HandOverDialog,
}))

/** On return after minutes away: which modules changed, how much came, what was lost; the whole of it as a text to hand over. */
export function AwayNote() {
  const t = useTranslations('overview.away')
  const states = useTranslations('state')
  const format = useFormat()
  const modules = useModules()
  const ring = useRing()
  const { away, dismiss } = useAway(ring)
  const [writing, setWriting] = useState(false)
  if (away === undefined) return null
  const sum = sumAway(ring, away.fromSeq, away.toSeq)
  return (
    <section className={styles['note']} role="status">
      <b>{t('title', { span: format.duration(away.ms) })}</b>
      {sum.changes.length === 0 && <span>{t('nothing')}</span>}
      {sum.changes.map(({ module, from, to }) => (
        <span key={module} className={styles['change']}>
          <StatusMark tone={toneOfState(to)} size={12} />
          {t('changed', { name: modules[module]?.title ?? module, from: states(from), to: states(to) })}
        </span>
      ))}
      <span className={styles['rest']}>
        {t('events', { count: sum.events })}
        {sum.lost !== 0 && `, ${t('lost', { count: sum.lost === null ? '?' : format.number(sum.lost) })}`}
      </span>
      <Button size="small" onClick={() => setWriting(true)}>
        {t('handOver')}
      </Button>
      <IconButton label={t('dismiss')} onClick={dismiss}>
        <X />
      </IconButton>
      {writing && (
        <Suspense>
          <HandOverDialog awayMs={away.ms} onClose={() => setWriting(false)} />
        </Suspense>
      )}
    </section>
  )
}
