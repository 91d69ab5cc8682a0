import { Undo2, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import styles from '../AlertsPage.module.css'
import { useActions } from './ActionsContext.tsx'

/** What was done, with its undo; what failed, alert by alert, in the other side's words. */
export function ActionNotice() {
  const t = useTranslations('alerts.notice')
  const { notice, undo, dismiss, pending } = useActions()
  if (notice === undefined) return <Pending count={pending.size} />
  const { kind, done, failed } = notice
  return (
    <section className={styles['notice']} data-look={failed.length > 0 ? 'bad' : 'done'} role="status">
      {done.length > 0 && <b>{t(kind, { count: done.length, name: done[0]?.alertname ?? '' })}</b>}
      {failed.length > 0 && (
        <div className={styles['failures']}>
          <p>
            <StatusMark tone="bad" size={14} /> {t('failed', { count: failed.length })}
          </p>
          <ul>
            {failed.map(({ item, message }) => (
              <li key={item.fingerprint}>
                <b>{item.alertname}</b> <code>{message}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      <span className={styles['space']} />
      {done.length > 0 && (
        <Button size="small" icon={<Undo2 />} onClick={() => void undo()}>
          {t('undo')}
        </Button>
      )}
      <IconButton label={t('dismiss')} onClick={dismiss}>
        <X />
      </IconButton>
    </section>
  )
}

function Pending({ count }: { count: number }) {
  const t = useTranslations('alerts.notice')
  if (count === 0) return null
  return (
    <p className={styles['notice']} role="status">
      {t('pending', { count })}
    </p>
  )
}
