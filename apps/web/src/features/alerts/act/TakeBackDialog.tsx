import type { AlertRow } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/overlay/Dialog.tsx'
import styles from '../Form.module.css'
import { useActions } from './ActionsContext.tsx'
import { NamesOf } from './NamesOf.tsx'

/** Asked before several acknowledgements are taken back at once. */
export function TakeBackDialog({ alerts, onClose }: { alerts: readonly AlertRow[]; onClose: () => void }) {
  const t = useTranslations('alerts.ack')
  const { takeBack } = useActions()
  const onConfirm = () => {
    onClose()
    void takeBack(alerts)
  }
  return (
    <Dialog open onClose={onClose} title={t('takeBackTitle', { count: alerts.length })}>
      <div className={styles['form']}>
        <NamesOf alerts={alerts} />
        <p className={styles['note']}>{t('takeBackWhat')}</p>
        <div className={styles['foot']}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" onClick={onConfirm} data-autofocus>
            {t('takeBackConfirm', { count: alerts.length })}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
