import { History, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Popover } from '../../../ui/overlay/Popover.tsx'
import { Time } from '../../../ui/Time.tsx'
import type { HistoryEntry } from './history.ts'
import styles from './HistoryMenu.module.css'

interface Props {
  readonly history: readonly HistoryEntry[]
  readonly onChoose: (expr: string) => void
  readonly onRemove: (expr: string) => void
  readonly onClear: () => void
}

/** What was run in this browser: searched, taken up again, forgotten. */
export function HistoryMenu(props: Props) {
  const t = useTranslations('metrics.history')
  return (
    <Popover
      label={t('title')}
      align="start"
      trigger={(attributes) => (
        <Button {...attributes} icon={<History />}>
          {t('title')}
        </Button>
      )}
    >
      {(close) => <List {...props} close={close} />}
    </Popover>
  )
}

function List({ history, onChoose, onRemove, onClear, close }: Props & { readonly close: () => void }) {
  const t = useTranslations('metrics.history')
  const [wanted, setWanted] = useState('')
  const found = history.filter(({ expr }) => expr.toLowerCase().includes(wanted.trim().toLowerCase()))
  return (
    <div className={styles['menu']}>
      <div className={styles['head']}>
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the popover was opened to search here
          autoFocus
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <Button size="small" disabled={history.length === 0} onClick={onClear}>
          {t('clear')}
        </Button>
      </div>
      <ul>
        {found.map(({ expr, at }) => (
          <li key={expr}>
            <button
              type="button"
              className={styles['entry']}
              onClick={() => {
                close()
                onChoose(expr)
              }}
            >
              <code>{expr}</code>
              <Time at={at} />
            </button>
            <IconButton label={t('remove', { expr })} onClick={() => onRemove(expr)}>
              <Trash2 />
            </IconButton>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p>{t(history.length === 0 ? 'empty' : 'none')}</p>}
      <p>{t('note')}</p>
    </div>
  )
}
