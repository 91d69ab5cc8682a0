import { Globe } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { usePrefs, useTimeZone } from '../prefs/PrefsContext.tsx'
import { toTimeZone } from '../prefs/prefs.ts'
import { useFormat } from '../ui/format/useFormat.ts'
import { Menu } from '../ui/overlay/Menu.tsx'
import styles from './TopBar.module.css'

/** Zones offered next to the local one and UTC; Settings has the whole list. */
const COMMON_ZONES = ['Europe/Istanbul', 'Europe/London', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo']

/** The zone every time on the page is written in; always visible. */
export function ZonePicker({ className }: { className: string | undefined }) {
  const t = useTranslations('shell')
  const zone = useTimeZone()
  const format = useFormat()
  const { timeZone, set } = usePrefs()
  const item = (id: string, label: string, note?: string) => ({
    id,
    label,
    ...(note === undefined ? {} : { note }),
    checked: id === timeZone,
    onSelect: () => set({ timeZone: id }),
  })
  const named = [...new Set(timeZone === 'local' || timeZone === 'utc' ? COMMON_ZONES : [timeZone, ...COMMON_ZONES])]
  const items = [
    item('local', t('zoneLocal'), toTimeZone({ timeZone: 'local' })),
    item('utc', t('zoneUtc')),
    ...named.map((name) => item(name, name)),
  ]
  return (
    <Menu
      label={t('timeZone')}
      items={items}
      trigger={(attributes) => (
        <button type="button" {...attributes} className={className} title={t('timeZone')}>
          <Globe />
          {zone}
          {zone !== 'UTC' && <span className={styles['muted']}>{format.zone()}</span>}
        </button>
      )}
    />
  )
}
