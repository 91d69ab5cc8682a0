import { BellOff, BellRing } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Popover } from '../../../ui/overlay/Popover.tsx'
import { useToastState } from '../RoomContext.tsx'
import styles from './Arm.module.css'
import { ArmPanel } from './ArmPanel.tsx'
import { useArmed } from './useArmed.ts'

/** Says whether anything on this screen can wake anyone, and lets one arm it. */
export function ArmControl() {
  const t = useTranslations('toasts.arm')
  const { armed, canWake } = useArmed()
  const isCritical = useToastState(({ toasts }) => toasts.some(({ severity }) => severity === 'critical'))
  return (
    <Popover
      label={t('title')}
      className={styles['panel']}
      trigger={(attributes) => (
        <IconButton
          {...attributes}
          label={canWake ? t(`short.${armed}`) : t('nobody')}
          className={styles['trigger']}
          data-armed={canWake}
          data-urgent={isCritical && !canWake}
        >
          {canWake ? <BellRing /> : <BellOff />}
        </IconButton>
      )}
    >
      {() => <ArmPanel />}
    </Popover>
  )
}
