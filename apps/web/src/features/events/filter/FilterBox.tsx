import { formatTerm, type Filter, type FilterFault } from '@nobet/domain/filter'
import { Filter as FilterIcon, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../../ui/cx.ts'
import { Hidden } from '../../../ui/Hidden.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { useKeys } from '../../../ui/keys/useKeys.ts'
import { addTerms, isUnfinished, readDraft, splitChip, withoutTerm } from './draft.ts'
import { FaultNote } from './FaultNote.tsx'
import styles from './FilterBox.module.css'
import { SuggestionList } from './SuggestionList.tsx'
import { suggest } from './suggest.ts'

interface Props {
  readonly filter: Filter
  /** A filter of the URL that could not be read; it stands in the box to be mended. */
  readonly broken: string | undefined
  readonly modules: readonly string[]
  readonly onChange: (text: string) => void
  /** At the right end: how many match. */
  readonly children: ReactNode
}

/** Terms as chips, and a box for the next one: space or Enter takes it, Backspace in an empty box takes the last back. */
export function FilterBox({ filter, broken, modules, onChange, children }: Props) {
  const t = useTranslations('events.filter')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(broken ?? '')
  const [finished, setFinished] = useState(broken !== undefined)
  const [open, setOpen] = useState(false)
  const [picked, setPicked] = useState(-1)
  useKeys({ '/': () => input.current?.focus() })
  const offered = open ? suggest(text, modules) : []
  const draft = readDraft(text)
  const fault = draft.kind === 'fault' && (finished || !isUnfinished(draft.fault)) ? draft.fault : undefined

  const type = (next: string) => {
    setText(next)
    setFinished(false)
    setOpen(true)
    setPicked(-1)
  }
  const give = (next: string) => {
    setText('')
    setOpen(false)
    setPicked(-1)
    onChange(next)
  }
  const take = (candidate: string, more: 'keepOpen' | 'close') => {
    const read = readDraft(candidate)
    if (read.kind === 'terms') give(addTerms(filter, read.terms))
    else if (read.kind === 'empty' && broken !== undefined) give('')
    else if (more === 'close') {
      setText(candidate)
      setFinished(true)
    } else type(candidate)
  }
  const takeBack = (at: number) => {
    const term = filter[at]
    if (term === undefined) return
    onChange(withoutTerm(filter, at))
    type(formatTerm(term))
    input.current?.focus()
  }
  const choose = (index: number) => {
    const suggestion = offered[index]
    if (suggestion === undefined) return
    take(suggestion.text, 'keepOpen')
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const run = keyOf(event)
    if (run === undefined) return
    event.preventDefault()
    run()
  }
  const keyOf = (event: KeyboardEvent<HTMLInputElement>): (() => void) | undefined => {
    const count = offered.length
    switch (event.key) {
      case 'ArrowDown':
        return () => (open ? setPicked((picked + 1) % Math.max(1, count)) : setOpen(true))
      case 'ArrowUp':
        return count === 0 ? undefined : () => setPicked((picked + count) % (count + 1) === count ? -1 : picked - 1)
      case 'Enter':
        return picked >= 0 ? () => choose(picked) : () => take(text, 'close')
      case 'Tab':
        return picked >= 0 ? () => choose(picked) : undefined
      case ' ':
        return draft.kind === 'terms' ? () => take(text, 'close') : undefined
      case 'Escape':
        return open && count > 0 ? () => setOpen(false) : () => input.current?.blur()
      case 'Backspace':
        return text === '' && filter.length > 0 ? () => takeBack(filter.length - 1) : undefined
      default:
        return undefined
    }
  }

  return (
    <div className={styles['place']}>
      <div className={cx(styles['box'], fault !== undefined && styles['faulty'])}>
        <FilterIcon className={styles['icon']} />
        <Chips filter={filter} onEdit={takeBack} onRemove={(at) => onChange(withoutTerm(filter, at))} />
        <input
          ref={input}
          className={styles['input']}
          role="combobox"
          aria-label={t('label')}
          aria-autocomplete="list"
          aria-expanded={offered.length > 0}
          aria-controls={`${id}list`}
          aria-activedescendant={picked >= 0 && picked < offered.length ? `${id}list${picked}` : undefined}
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : `${id}fault`}
          placeholder={filter.length === 0 ? t('placeholder') : undefined}
          value={text}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => {
            setOpen(false)
            if (draft.kind === 'fault') setFinished(true)
            if (draft.kind === 'terms') take(text, 'close')
          }}
        />
        <span className={styles['end']}>
          {children}
          <KeyCap>/</KeyCap>
        </span>
      </div>
      <SuggestionList id={`${id}list`} offered={offered} picked={picked} onChoose={choose} />
      {fault !== undefined && <Fault id={`${id}fault`} text={text} fault={fault} broken={broken !== undefined} />}
    </div>
  )
}

const Fault = ({ broken, ...rest }: { id: string; text: string; fault: FilterFault; broken: boolean }) => {
  const t = useTranslations('events.filter')
  return (
    <div className={styles['faults']}>
      <FaultNote {...rest} />
      {broken && <p>{t('notApplied')}</p>}
    </div>
  )
}

interface ChipsProps {
  readonly filter: Filter
  readonly onEdit: (at: number) => void
  readonly onRemove: (at: number) => void
}

function Chips({ filter, onEdit, onRemove }: ChipsProps) {
  const t = useTranslations('events.filter')
  return filter.map((term, at) => {
    const text = formatTerm(term)
    const { name, value } = splitChip(text)
    return (
      <span key={text} className={styles['chip']}>
        <button type="button" title={t('edit', { term: text })} onClick={() => onEdit(at)}>
          <i>{name}</i>
          <b>{value}</b>
        </button>
        <button type="button" onClick={() => onRemove(at)}>
          <X />
          <Hidden>{t('remove', { term: text })}</Hidden>
        </button>
      </span>
    )
  })
}
