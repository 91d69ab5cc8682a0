import { Play, Plus, Square } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/Button.tsx'
import { useFormat } from '../../ui/format/useFormat.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import type { Step } from './ask/step.ts'
import { HistoryMenu } from './history/HistoryMenu.tsx'
import type { useHistory } from './history/useHistory.ts'
import styles from './MetricsPage.module.css'
import { QUERIES_MAX, type MetricsSearch } from './search.ts'
import type { SearchChange } from './useMetricsSearch.ts'

interface Props {
  readonly search: MetricsSearch
  readonly step: Step
  readonly fetching: boolean
  readonly canAdd: boolean
  readonly history: ReturnType<typeof useHistory>
  readonly onSearch: (change: SearchChange) => void
  readonly onAdd: () => void
  readonly onTakeUp: (expr: string) => void
  readonly onRun: () => void
  readonly onCancel: () => void
}

/** Runs, stops, adds; range or instant, and how fine. */
export function Toolbar(props: Props) {
  const { search, step, fetching, canAdd, history, onSearch, onAdd, onTakeUp, onRun, onCancel } = props
  const t = useTranslations('metrics')
  const mode = search.mode ?? 'range'
  return (
    <div className={styles['toolbar']}>
      {fetching ? (
        <Button icon={<Square />} onClick={onCancel}>
          {t('cancel')}
        </Button>
      ) : (
        <Button look="primary" icon={<Play />} onClick={onRun}>
          {t('run')}
          <KeyCap>Ctrl ↵</KeyCap>
        </Button>
      )}
      <Button
        icon={<Plus />}
        disabled={!canAdd}
        title={canAdd ? undefined : t('addMax', { max: QUERIES_MAX })}
        onClick={onAdd}
      >
        {t('add')}
      </Button>
      <HistoryMenu history={history.history} onChoose={onTakeUp} onRemove={history.remove} onClear={history.clear} />
      <span className={styles['space']} />
      <span className={styles['choice']} role="group" aria-label={t('mode')}>
        <Button aria-pressed={mode === 'range'} onClick={() => onSearch({ mode: undefined })}>
          {t('range')}
        </Button>
        <Button aria-pressed={mode === 'instant'} onClick={() => onSearch({ mode: 'instant', view: undefined })}>
          {t('instant')}
        </Button>
      </span>
      {mode === 'range' && <StepField key={search.step ?? ''} search={search} step={step} onSearch={onSearch} />}
    </div>
  )
}

/** The distance of points; left empty it follows the range. */
function StepField({ search, step, onSearch }: Pick<Props, 'search' | 'step' | 'onSearch'>) {
  const t = useTranslations('metrics')
  const format = useFormat()
  const [text, setText] = useState(search.step ?? '')
  const commit = (event?: FormEvent) => {
    event?.preventDefault()
    const wanted = text.trim() === '' ? undefined : text.trim()
    if (wanted !== search.step) onSearch({ step: wanted })
  }
  const fault = step.ok
    ? undefined
    : step.least === null
      ? t('stepUnreadable')
      : t('stepFine', { least: `${step.least}s` })
  return (
    <form className={styles['step']} onSubmit={commit}>
      <label>
        {t('step')}
        <input
          value={text}
          placeholder={step.ok ? format.duration(step.seconds * 1_000) : ''}
          aria-invalid={fault !== undefined}
          title={t('stepHint')}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => commit()}
        />
      </label>
      {fault !== undefined && (
        <span role="alert" className={styles['stepFault']}>
          {fault}
          <Button size="small" onClick={() => onSearch({ step: undefined })}>
            {t('stepAuto')}
          </Button>
        </span>
      )}
    </form>
  )
}
