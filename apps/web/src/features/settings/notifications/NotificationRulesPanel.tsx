import { DEFAULT_NOTIFICATION_RULES, type NotificationRules, SEVERITY_FLOORS, WAKE_FLOORS } from '@nobet/domain/toasts'
import { useTranslations } from 'use-intl'
import { InRoom } from '../../toasts/late.tsx'
import { useRules, useRulesStore, useVoice } from '../../toasts/RoomContext.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Panel, PanelBody } from '../../../ui/panel/Panel.tsx'
import settings from '../SettingsPage.module.css'
import { FilterList } from './FilterList.tsx'
import styles from './Notifications.module.css'
import { QuietHours } from './QuietHours.tsx'
import { RulesTrial } from './RulesTrial.tsx'

/** What this person wants to be told on this browser, how loudly, and what that would have made of the last hour. */
export const NotificationRulesPanel = () => (
  <InRoom>
    <RulesPanel />
  </InRoom>
)

function RulesPanel() {
  const t = useTranslations('notify')
  const store = useRulesStore()
  const rules = useRules()
  const change = (part: Partial<NotificationRules>) => store.setState(part)
  return (
    <div id="notifications">
      <Panel title={t('title')} note={t('note')}>
        <PanelBody className={styles['body']}>
          <Floors rules={rules} change={change} />
          <Volume rules={rules} change={change} />
          <QuietHours quiet={rules.quiet} onChange={(quiet) => change({ quiet })} />
          <FilterList filters={rules.filters} onChange={(filters) => change({ filters })} />
          <RulesTrial rules={rules} />
          <Button size="small" onClick={() => store.setState(DEFAULT_NOTIFICATION_RULES, true)}>
            {t('reset')}
          </Button>
        </PanelBody>
      </Panel>
    </div>
  )
}

interface PartProps {
  readonly rules: NotificationRules
  readonly change: (part: Partial<NotificationRules>) => void
}

function Floors({ rules, change }: PartProps) {
  const t = useTranslations('notify')
  return (
    <div className={styles['trio']}>
      <Floor name={t('toasts')} value={rules.floor} floors={SEVERITY_FLOORS} onChoose={(floor) => change({ floor })} />
      <Floor name={t('sound')} value={rules.sound} floors={WAKE_FLOORS} onChoose={(sound) => change({ sound })} />
      <Floor
        name={t('desktop')}
        value={rules.desktop}
        floors={WAKE_FLOORS}
        onChoose={(desktop) => change({ desktop })}
      />
    </div>
  )
}

type FloorWord = (typeof WAKE_FLOORS)[number] | 'debug'

interface FloorProps<F extends string> {
  readonly name: string
  readonly value: F
  readonly floors: readonly F[]
  readonly onChoose: (floor: F) => void
}

function Floor<F extends FloorWord>({ name, value, floors, onChoose }: FloorProps<F>) {
  const t = useTranslations('notify.from')
  const toText = (floor: FloorWord) => t(floor)
  return (
    <label className={settings['field']}>
      <span>{name}</span>
      <select
        className={settings['select']}
        value={value}
        onChange={({ target }) => {
          const chosen = floors.find((floor) => floor === target.value)
          if (chosen !== undefined) onChoose(chosen)
        }}
      >
        {floors.map((floor) => (
          <option key={floor} value={floor}>
            {toText(floor)}
          </option>
        ))}
      </select>
    </label>
  )
}

function Volume({ rules, change }: PartProps) {
  const t = useTranslations('notify')
  const voice = useVoice()
  const percent = Math.round(rules.volume * 100)
  return (
    <label className={settings['field']}>
      <span>{t('volume', { percent })}</span>
      <input
        type="range"
        min={0}
        max={100}
        step={5}
        value={percent}
        onChange={({ target }) => change({ volume: Number(target.value) / 100 })}
        onPointerUp={() => voice.test(false)}
      />
    </label>
  )
}
