import { useTranslations } from 'use-intl'
import { useLanguage, usePrefs } from '../prefs/PrefsContext.tsx'
import { Menu } from '../ui/overlay/Menu.tsx'
import { LANGUAGE_NAMES } from './languages.ts'
import styles from './TopBar.module.css'

/** The language of the page, by its own name. */
export function LanguagePicker() {
  const t = useTranslations('shell')
  const language = useLanguage()
  const { set } = usePrefs()
  const items = LANGUAGE_NAMES.map(([id, label]) => ({
    id,
    label,
    checked: id === language,
    onSelect: () => set({ language: id }),
  }))
  const name = LANGUAGE_NAMES.find(([id]) => id === language)?.[1]
  return (
    <Menu
      label={t('language')}
      items={items}
      trigger={(attributes) => (
        <button type="button" {...attributes} className={styles['control']} aria-label={`${t('language')}: ${name}`}>
          {name}
        </button>
      )}
    />
  )
}
