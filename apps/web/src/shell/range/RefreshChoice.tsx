import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useFormat } from '../../ui/format/useFormat.ts'
import { useRefresh } from '../range.ts'
import styles from './RangePanel.module.css'
import { REFRESHES } from './refresh.ts'

/** How often charts ask anew by themselves. */
export function RefreshChoice() {
  const t = useTranslations('range')
  const format = useFormat()
  const navigate = useNavigate()
  const { refresh, ms } = useRefresh()
  const choose = (wanted: string) =>
    void navigate({
      to: '.',
      replace: true,
      search: (search) => ({ ...search, refresh: wanted === 'auto' ? undefined : wanted }),
    })
  return (
    <label className={styles['refresh']}>
      <span>{t('refresh')}</span>
      <select value={refresh} onChange={(event) => choose(event.target.value)}>
        {REFRESHES.map((one) => (
          <option key={one} value={one}>
            {t(`refreshes.${one}`)}
          </option>
        ))}
      </select>
      <span className={styles['note']}>
        {ms === null ? t('refreshOff') : `${t('refreshOn', { every: format.duration(ms) })}, ${t('refreshNote')}`}
      </span>
    </label>
  )
}
