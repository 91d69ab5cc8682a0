import { Search } from 'lucide-react'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { PanelBody, Panel } from '../../../ui/panel/Panel.tsx'
import styles from './SearchForm.module.css'
import { isDuration, isTraceId, toTraceql } from './toTraceql.ts'
import { readTracesSearch, SPAN_STATUSES, type TracesSearch } from './tracesSearch.ts'
import { useServices } from './useServices.ts'

interface Props {
  readonly search: TracesSearch
  readonly onSearch: (search: TracesSearch) => void
  readonly onOpen: (traceId: string) => void
}

/** Fields that make a TraceQL query, and a line to write one; a trace id in that line opens the trace. */
export function SearchForm({ search, onSearch, onOpen }: Props) {
  const t = useTranslations('traces.search')
  const id = useId()
  const [draft, setDraft] = useState(() => toDraft(search))
  const services = useServices()
  const wanted = readTracesSearch({ ...draft })
  const waits = wanted.q !== undefined
  const badMin = !waits && wanted.min !== undefined && !isDuration(wanted.min)
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    const typed = draft.q.trim()
    if (isTraceId(typed)) onOpen(typed.toLowerCase())
    else if (!badMin) onSearch(wanted)
  }
  const field = (name: 'service' | 'name' | 'min', list?: string) => (
    <label className={styles['field']} data-name={name}>
      {t(name)}
      <input
        value={draft[name]}
        list={list}
        disabled={waits}
        placeholder={name === 'min' ? '200ms' : t('any')}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={name === 'min' && badMin}
        aria-describedby={name === 'min' && badMin ? `${id}min` : undefined}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </label>
  )
  return (
    <Panel title={t('label')} className={styles['panel']}>
      <PanelBody>
        <form role="search" className={styles['form']} onSubmit={onSubmit}>
          <div className={styles['fields']}>
            {field('service', `${id}services`)}
            {field('name')}
            <label className={styles['field']}>
              {t('status')}
              <select
                value={draft.status}
                disabled={waits}
                onChange={(event) => set({ status: SPAN_STATUSES.find((one) => one === event.target.value) ?? '' })}
              >
                <option value="">{t('any')}</option>
                {SPAN_STATUSES.map((one) => (
                  <option key={one} value={one}>
                    {t(one)}
                  </option>
                ))}
              </select>
            </label>
            {field('min')}
          </div>
          <div className={styles['line']}>
            <label className={styles['field']} data-name="q">
              {t('q')}
              <input
                value={draft.q}
                placeholder={toTraceql(wanted)}
                spellCheck={false}
                autoComplete="off"
                aria-describedby={waits ? `${id}wins` : undefined}
                onChange={(event) => set({ q: event.target.value })}
              />
            </label>
            <Button type="submit" look="primary" icon={<Search />}>
              {t('run')}
            </Button>
            <Button onClick={() => onSearch({})}>{t('clear')}</Button>
          </div>
          {badMin && (
            <p id={`${id}min`} className={styles['bad']} role="alert">
              {t('minHint')}
            </p>
          )}
          {waits && (
            <p id={`${id}wins`} className={styles['hint']}>
              {t('wins')}
            </p>
          )}
          <datalist id={`${id}services`}>
            {services.map((service) => (
              <option key={service}>{service}</option>
            ))}
          </datalist>
        </form>
      </PanelBody>
    </Panel>
  )
}

interface Draft {
  readonly q: string
  readonly service: string
  readonly name: string
  readonly status: TracesSearch['status'] | ''
  readonly min: string
}

const toDraft = ({ q = '', service = '', name = '', status, min = '' }: TracesSearch): Draft => ({
  q,
  service,
  name,
  status: status ?? '',
  min,
})
