import { Undo2, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import styles from '../AlertsPage.module.css'
import type { useSilenceHands } from './useSilences.ts'

type Props = Pick<ReturnType<typeof useSilenceHands>, 'notice' | 'dismiss' | 'restore'>

/** What became of it, in Alertmanager's words when it refused. */
export function SilenceNoticeBar({ notice, dismiss, restore }: Props) {
  const t = useTranslations('alerts.silences')
  if (notice === undefined) return null
  const failed = notice.kind === 'failed'
  return (
    <div className={styles['notice']} data-look={failed ? 'bad' : 'done'} role={failed ? 'alert' : 'status'}>
      {failed && <StatusMark tone="bad" size={14} />}
      <b>{t(`notice.${notice.kind}`)}</b>
      {failed && <code>{notice.message}</code>}
      <span className={styles['space']} />
      {notice.kind === 'expired' && (
        <Button size="small" icon={<Undo2 />} onClick={() => void restore(notice.silence)}>
          {t('undo')}
        </Button>
      )}
      <IconButton label={t('dismiss')} onClick={dismiss}>
        <X />
      </IconButton>
    </div>
  )
}
