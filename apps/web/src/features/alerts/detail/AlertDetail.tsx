import type { AlertRow } from '@nobet/contracts'
import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Dialog } from '../../../ui/overlay/Dialog.tsx'
import { PanelEmpty, PanelLoading } from '../../../ui/panel/PanelStates.tsx'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import text from '../../../ui/text.module.css'
import type { Asking } from '../list/useListHands.ts'
import styles from './AlertDetail.module.css'
import { AlertEvents } from './AlertEvents.tsx'
import { AlertFacts } from './AlertFacts.tsx'
import { ChangesBefore } from './ChangesBefore.tsx'
import { DetailActions } from './DetailActions.tsx'
import { Texts } from './Texts.tsx'

interface Props {
  readonly fingerprint: string
  /** `undefined`: not open, or not known yet. */
  readonly alert: AlertRow | undefined
  readonly loading: boolean
  /** A panel beside the list where there is room, else over it. */
  readonly place: 'beside' | 'over'
  readonly onClose: () => void
  readonly onAsk: (asking: Asking) => void
  readonly onSilence: (alert: AlertRow) => void
  readonly onTerm: (term: string) => void
}

/** Everything about one alert: what it says, what changed just before, who was told and who is on it. */
export function AlertDetail(props: Props) {
  const { alert, place, onClose } = props
  const t = useTranslations('alerts.detail')
  const title = alert?.alertname ?? t('label')
  if (place === 'over')
    return (
      <Dialog open onClose={onClose} title={title} place="side">
        <div className={styles['scroll']}>
          <Body {...props} />
        </div>
      </Dialog>
    )
  return (
    <aside className={styles['drawer']} aria-label={t('label')}>
      <header className={styles['head']}>
        {alert !== undefined && <SeverityMark severity={alert.severity} size={14} />}
        <h2 className={text['cut']}>{title}</h2>
        <IconButton label={t('close')} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div className={styles['scroll']}>
        <Body {...props} />
      </div>
    </aside>
  )
}

function Body({ fingerprint, alert, loading, onAsk, onSilence, onTerm }: Props) {
  const t = useTranslations('alerts.detail')
  if (alert === undefined && loading) return <PanelLoading lines={8} />
  return (
    <div className={styles['body']}>
      {alert === undefined ? (
        <PanelEmpty title={t('gone')}>
          <p>{t('goneDetail')}</p>
        </PanelEmpty>
      ) : (
        <>
          <AlertFacts alert={alert} />
          <DetailActions alert={alert} onAsk={onAsk} onSilence={onSilence} />
          <ChangesBefore alert={alert} />
          <Texts alert={alert} onTerm={onTerm} />
        </>
      )}
      <AlertEvents fingerprint={fingerprint} />
    </div>
  )
}
