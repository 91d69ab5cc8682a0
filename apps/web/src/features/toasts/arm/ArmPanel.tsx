import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import type { Tone } from '../../../ui/tone.ts'
import { useRules, useVoice } from '../RoomContext.tsx'
import styles from './Arm.module.css'
import { type Armed, useArmed } from './useArmed.ts'

const TONES: Readonly<Record<Armed, Tone>> = {
  here: 'ok',
  ready: 'ok',
  elsewhere: 'ok',
  blocked: 'warn',
  off: 'warn',
  unsupported: 'bad',
}

/** The state in words, and what can be done about it. */
export function ArmPanel() {
  const t = useTranslations('toasts.arm')
  const { sound, desktop, test } = useVoice()
  const rules = useRules()
  const { armed, note, canWake, isShared } = useArmed()
  const isOn = armed === 'here' || armed === 'ready'
  const arm = () => {
    void sound.arm()
    void desktop.ask()
  }
  return (
    <div className={styles['body']}>
      <h2>{canWake ? t('title') : t('nobody')}</h2>
      <p data-arm-state={armed}>
        <StatusMark tone={TONES[armed]} size={14} />
        {t(`state.${armed}`)}
      </p>
      <p>
        <StatusMark tone={note === 'granted' ? 'ok' : 'warn'} size={14} />
        {t(`desktop.${note}`)}
      </p>
      {rules.sound === 'never' && <p className={styles['note']}>{t('soundNever')}</p>}
      {rules.volume === 0 && <p className={styles['note']}>{t('volumeZero')}</p>}
      {rules.quiet.on && <p className={styles['note']}>{t('quietOn')}</p>}
      {!isShared && <p className={styles['note']}>{t('unshared')}</p>}
      <div className={styles['actions']}>
        {!isOn && armed !== 'unsupported' && (
          <Button look="primary" size="small" onClick={arm}>
            {t('arm')}
          </Button>
        )}
        {isOn && note === 'default' && (
          <Button size="small" onClick={() => void desktop.ask()}>
            {t('askDesktop')}
          </Button>
        )}
        {isOn && (
          <>
            <Button size="small" onClick={() => test(false)}>
              {t('test')}
            </Button>
            <Button size="small" onClick={() => test(true)}>
              {t('testCritical')}
            </Button>
            <Button size="small" look="bare" onClick={sound.disarm}>
              {t('disarm')}
            </Button>
          </>
        )}
      </div>
      <p className={styles['note']}>
        <Link to="/settings" hash="notifications">
          {t('rules')}
        </Link>
      </p>
    </div>
  )
}
