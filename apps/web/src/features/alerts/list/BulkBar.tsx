import type { AlertRow } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { useActions } from '../act/ActionsContext.tsx'
import styles from '../AlertsPage.module.css'

interface Props {
  readonly picked: readonly AlertRow[]
  readonly matching: readonly AlertRow[]
  readonly onPick: (fingerprints: readonly string[]) => void
  readonly onAck: () => void
  readonly onTakeBack: () => void
  readonly onSilence: () => void
}

/** Hands on all picked alerts at once; not there while none is. */
export function BulkBar({ picked, matching, onPick, onAck, onTakeBack, onSilence }: Props) {
  const t = useTranslations('alerts.bulk')
  const { mayAck, maySilence } = useActions()
  if (picked.length === 0) return null
  const held = picked.filter(({ acknowledged }) => acknowledged !== undefined).length
  return (
    <div className={styles['bulk']} role="group" aria-label={t('label')}>
      <b aria-live="polite">{t('picked', { count: picked.length })}</b>
      <Button size="small" look="bare" onClick={() => onPick(matching.map(({ fingerprint }) => fingerprint))}>
        {t('all', { count: matching.length })}
      </Button>
      <Button size="small" look="bare" onClick={() => onPick([])}>
        {t('none')}
      </Button>
      <span className={styles['space']} />
      <Button size="small" disabled={!mayAck || held === picked.length} onClick={onAck}>
        {t('ack', { count: picked.length - held })}
      </Button>
      <Button size="small" disabled={!mayAck || held === 0} onClick={onTakeBack}>
        {t('takeBack', { count: held })}
      </Button>
      <Button size="small" disabled={!maySilence} onClick={onSilence}>
        {t('silence')}
      </Button>
    </div>
  )
}
