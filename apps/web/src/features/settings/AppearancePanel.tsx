import { useTranslations } from 'use-intl'
import { useLanguage, usePrefs } from '../../prefs/PrefsContext.tsx'
import { toTimeZone } from '../../prefs/prefs.ts'
import { LANGUAGE_NAMES } from '../../shell/languages.ts'
import { Panel, PanelBody } from '../../ui/panel/Panel.tsx'
import styles from './SettingsPage.module.css'

const THEMES = [
  ['system', 'themeSystem'],
  ['dark', 'themeDark'],
  ['light', 'themeLight'],
] as const

/** Theme, language and time zone of this browser. */
export function AppearancePanel() {
  const t = useTranslations('settings')
  const shell = useTranslations('shell')
  const prefs = usePrefs()
  const language = useLanguage()
  const zones = Intl.supportedValuesOf('timeZone').map((name) => [name, name] as const)
  const local = `${shell('zoneLocal')} (${toTimeZone({ timeZone: 'local' })})`
  return (
    <Panel title={t('appearance')}>
      <PanelBody>
        <Choice
          name={t('theme')}
          value={prefs.theme}
          options={THEMES.map(([id, key]) => [id, shell(key)])}
          onChoose={(theme) => prefs.set({ theme })}
        />
        <Choice
          name={t('language')}
          value={language}
          options={LANGUAGE_NAMES}
          onChoose={(id) => prefs.set({ language: id })}
        />
        <Choice
          name={t('timeZone')}
          value={prefs.timeZone}
          options={[['local', local], ['utc', shell('zoneUtc')], ...zones]}
          onChoose={(timeZone) => prefs.set({ timeZone })}
        />
      </PanelBody>
    </Panel>
  )
}

interface ChoiceProps<Id extends string> {
  readonly name: string
  readonly value: Id
  readonly options: readonly (readonly [Id, string])[]
  readonly onChoose: (id: Id) => void
}

function Choice<Id extends string>({ name, value, options, onChoose }: ChoiceProps<Id>) {
  return (
    <label className={styles['field']}>
      <span>{name}</span>
      <select
        className={styles['select']}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([id]) => id === event.target.value)
          if (chosen !== undefined) onChoose(chosen[0])
        }}
      >
        {options.map(([id, label]) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
}
