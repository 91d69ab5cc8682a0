import { Eye, EyeOff, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../ui/IconButton.tsx'
import type { RunState } from './ask/useRuns.ts'
import { ExprField } from './editor/ExprField.tsx'
import { toRef } from './links.ts'
import styles from './MetricsPage.module.css'
import { QueryStatus } from './QueryStatus.tsx'
import type { MetricsSearch } from './search.ts'
import type { Draft, Drafts } from './useDrafts.ts'
import type { SearchChange } from './useMetricsSearch.ts'

interface Props {
  readonly drafts: Drafts
  readonly runs: readonly RunState[]
  readonly search: MetricsSearch
  readonly onSearch: (change: SearchChange) => void
  readonly onRun: () => void
}

/** The queries, each with its letter, its text, and what came of it. */
export function QueryRows({ drafts, runs, search, onSearch, onRun }: Props) {
  const asked = search.q ?? []
  return (
    <ol className={styles['rows']}>
      {drafts.rows.map((row, at) => (
        <QueryRow
          key={row.id}
          row={row}
          letter={toRef(at)}
          run={runs.find(({ expr }) => expr === row.text && asked.includes(expr))}
          drafts={drafts}
          onSearch={onSearch}
          onRun={onRun}
        />
      ))}
    </ol>
  )
}

interface RowProps extends Omit<Props, 'runs' | 'search'> {
  readonly row: Draft
  readonly letter: string
  readonly run: RunState | undefined
}

function QueryRow({ row, letter, run, drafts, onSearch, onRun }: RowProps) {
  const t = useTranslations('metrics')
  const { id, text, on } = row
  const place = run?.fault?.place
  const fault = place === undefined ? undefined : { of: text, message: run?.fault?.message ?? '', place }
  const toggle = () =>
    onSearch(drafts.toSearch((rows) => rows.map((one) => (one.id === id ? { ...one, on: !one.on } : one))))
  const remove = () => {
    drafts.drop(id)
    onSearch(drafts.toSearch((rows) => rows.filter((one) => one.id !== id)))
  }
  return (
    <li className={styles['row']} data-on={on}>
      <span className={styles['letter']} aria-hidden="true">
        {letter}
      </span>
      <div className={styles['field']}>
        <ExprField
          label={t('query', { letter })}
          text={text}
          fault={fault}
          onChange={(changed) => drafts.setText(id, changed)}
          onRun={onRun}
        />
        <QueryStatus run={on ? run : undefined} on={on} text={text} />
      </div>
      <span className={styles['hands']}>
        <IconButton
          label={t(on ? 'hide' : 'show', { letter })}
          aria-pressed={!on}
          disabled={text.trim() === ''}
          onClick={toggle}
        >
          {on ? <Eye /> : <EyeOff />}
        </IconButton>
        <IconButton label={t('remove', { letter })} onClick={remove}>
          <Trash2 />
        </IconButton>
      </span>
    </li>
  )
}
