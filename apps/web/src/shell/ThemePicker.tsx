import { Moon, Sun, SunMoon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { usePrefs } from '../prefs/PrefsContext.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/overlay/Menu.tsx'

const THEME_ICONS = { dark: <Moon />, light: <Sun />, system: <SunMoon /> }

/** Dark, light, or as the system. */
export function ThemePicker() {
  const t = useTranslations('shell')
  const { theme, set } = usePrefs()
  const names = { dark: t('themeDark'), light: t('themeLight'), system: t('themeSystem') }
  const items = (['dark', 'light', 'system'] as const).map((id) => ({
    id,
    label: names[id],
    checked: id === theme,
    onSelect: () => set({ theme: id }),
  }))
  return (
    <Menu
      label={t('theme')}
      items={items}
      trigger={(attributes) => (
        <IconButton {...attributes} label={t('themeIs', { name: names[theme] })}>
          {THEME_ICONS[theme]}
        </IconButton>
      )}
    />
  )
}
