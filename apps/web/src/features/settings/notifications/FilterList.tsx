import { FILTERS_MAX, type NotificationFilter } from '@nobet/domain/toasts'
import { X } from 'lucide-react'
import { type SyntheticEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import settings from '../SettingsPage.module.css'
import styles from './Notifications.module.css'

interface Props {
  readonly filters: readonly NotificationFilter[]
  readonly onChange: (filters: readonly NotificationFilter[]) => void
}

const EMPTY: NotificationFilter = { effect: 'mute', label: '', value: '' }
const TEXT_MAX = 200

/** Rules by label: what never makes a toast, or what alone does. */
export function FilterList({ filters, onChange }: Props) {
  const t = useTranslations('notify.filters')
  return (
    <fieldset className={styles['group']}>
      <legend>{t('title')}</legend>
      <p className={styles['note']}>{t('note')}</p>
      <ul className={styles['filters']}>
        {filters.map((filter, index) => (
          <li key={`${filter.effect} ${filter.label} ${filter.value}`}>
            <span>{t(filter.effect)}</span>
            <code>
              {filter.label}={filter.value}
            </code>
            <IconButton label={t('remove')} onClick={() => onChange(filters.filter((_, at) => at !== index))}>
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
      {filters.length < FILTERS_MAX ? (
        <AddFilter onAdd={(filter) => onChange([...filters.filter((one) => !isSame(one, filter)), filter])} />
      ) : (
        <p className={styles['note']}>{t('full', { max: FILTERS_MAX })}</p>
      )}
    </fieldset>
  )
}

function AddFilter({ onAdd }: { onAdd: (filter: NotificationFilter) => void }) {
  const t = useTranslations('notify.filters')
  const [draft, setDraft] = useState(EMPTY)
  const label = draft.label.trim()
  const value = draft.value.trim()
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (label === '' || value === '') return
    onAdd({ ...draft, label, value })
    setDraft({ ...EMPTY, effect: draft.effect })
  }
  const text = (key: 'label' | 'value', placeholder: string) => (
    <label className={settings['field']}>
      <span>{t(key)}</span>
      <input
        className={settings['select']}
        value={draft[key]}
        maxLength={TEXT_MAX}
        placeholder={placeholder}
        onChange={({ target }) => setDraft({ ...draft, [key]: target.value })}
      />
    </label>
  )
  return (
    <form className={styles['add']} onSubmit={onSubmit}>
      <label className={settings['field']}>
        <span>{t('effect')}</span>
        <select
          className={settings['select']}
          value={draft.effect}
          onChange={({ target }) => setDraft({ ...draft, effect: target.value === 'only' ? 'only' : 'mute' })}
        >
          <option value="mute">{t('mute')}</option>
          <option value="only">{t('only')}</option>
        </select>
      </label>
      {text('label', 'module')}
      {text('value', 'finbot')}
      <Button type="submit" size="small" disabled={label === '' || value === ''}>
        {t('add')}
      </Button>
    </form>
  )
}

const isSame = (a: NotificationFilter, b: NotificationFilter): boolean =>
  a.effect === b.effect && a.label === b.label && a.value === b.value
