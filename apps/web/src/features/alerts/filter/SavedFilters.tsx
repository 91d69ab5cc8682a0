import { Bookmark, X } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Popover } from '../../../ui/overlay/Popover.tsx'
import styles from './SavedFilters.module.css'
import { addSaved, NAME_CHARS_MAX, readSaved, SAVED_MAX, type SavedFilter, writeSaved } from './savedFilters.ts'

/** Filters this browser keeps under a name. */
export function SavedFilters({ text, onChoose }: { text: string; onChoose: (text: string) => void }) {
  const t = useTranslations('alerts.saved')
  const [saved, setSaved] = useState<readonly SavedFilter[]>(() => readSaved(globalThis.localStorage))
  const keep = (next: readonly SavedFilter[]) => {
    setSaved(next)
    writeSaved(globalThis.localStorage, next)
  }
  return (
    <Popover
      label={t('title')}
      trigger={(attributes) => (
        <Button {...attributes} icon={<Bookmark />}>
          {t('title')}
        </Button>
      )}
    >
      {(close) => (
        <div className={styles['saved']}>
          {saved.length === 0 && <p>{t('none')}</p>}
          <ul>
            {saved.map((filter) => (
              <li key={filter.name}>
                <button
                  type="button"
                  onClick={() => {
                    close()
                    onChoose(filter.text)
                  }}
                >
                  <b>{filter.name}</b>
                  <code>{filter.text}</code>
                </button>
                <IconButton
                  label={t('remove', { name: filter.name })}
                  onClick={() => keep(saved.filter(({ name }) => name !== filter.name))}
                >
                  <X />
                </IconButton>
              </li>
            ))}
          </ul>
          <SaveForm text={text} saved={saved} onSave={keep} />
        </div>
      )}
    </Popover>
  )
}

interface FormProps {
  readonly text: string
  readonly saved: readonly SavedFilter[]
  readonly onSave: (saved: readonly SavedFilter[]) => void
}

function SaveForm({ text, saved, onSave }: FormProps) {
  const t = useTranslations('alerts.saved')
  const id = useId()
  const [name, setName] = useState('')
  const wanted = name.trim()
  const next = wanted === '' ? undefined : addSaved(saved, { name: wanted, text })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (next === undefined) return
    onSave(next)
    setName('')
  }
  if (text === '') return <p>{t('nothingToSave')}</p>
  return (
    <form onSubmit={onSubmit}>
      <label htmlFor={id}>{t('saveAs')}</label>
      <input id={id} value={name} maxLength={NAME_CHARS_MAX} onChange={(event) => setName(event.target.value)} />
      <Button type="submit" size="small" disabled={next === undefined}>
        {t('save')}
      </Button>
      {wanted !== '' && next === undefined && <p role="alert">{t('full', { most: SAVED_MAX })}</p>}
    </form>
  )
}
