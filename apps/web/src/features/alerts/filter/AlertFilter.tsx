import type { AlertRow } from '@nobet/contracts'
import { type AlertFilterFault, parseAlertFilter } from '@nobet/domain/alerts'
import { Filter as FilterIcon, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../../ui/cx.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { useKeys } from '../../../ui/keys/useKeys.ts'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import box from '../../events/filter/FilterBox.module.css'
import { suggestTerms } from './suggestTerms.ts'

interface Props {
  readonly text: string
  /** What label names and values are offered from. */
  readonly rows: readonly Pick<AlertRow, 'labels'>[]
  readonly onChange: (text: string) => void
  /** At the right end: how many match. */
  readonly children?: ReactNode
}

/** The filter as text. What can be read is applied as it is typed; what cannot says where and why, and changes nothing. */
export function AlertFilter({ text, rows, onChange, children }: Props) {
  const t = useTranslations('alerts.filter')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<string>()
  const [open, setOpen] = useState(false)
  const [picked, setPicked] = useState(-1)
  const shown = draft ?? text
  const parsed = parseAlertFilter(shown)
  const offered = open ? suggestTerms(shown, rows) : []
  useKeys({ '/': () => input.current?.focus() })
  const give = (next: string) => {
    setDraft(next)
    setPicked(-1)
    if (parseAlertFilter(next).ok) onChange(next.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const run = keyOf(event.key)
    if (run === undefined) return
    event.preventDefault()
    run()
  }
  const keyOf = (key: string): (() => void) | undefined => {
    const count = offered.length
    if (key === 'ArrowDown') return () => (open ? setPicked((picked + 1) % Math.max(1, count)) : setOpen(true))
    if (key === 'ArrowUp' && count > 0) return () => setPicked((picked + count - 1) % count)
    if (key === 'Enter') return () => (offered[picked] === undefined ? setOpen(false) : give(offered[picked]))
    if (key === 'Escape') return () => (offered.length > 0 ? setOpen(false) : input.current?.blur())
    return undefined
  }
  return (
    <div className={box['place']}>
      <div className={cx(box['box'], !parsed.ok && box['faulty'])}>
        <FilterIcon className={box['icon']} />
        <input
          ref={input}
          className={box['input']}
          role="combobox"
          aria-label={t('label')}
          aria-autocomplete="list"
          aria-expanded={offered.length > 0}
          aria-controls={`${id}list`}
          aria-activedescendant={picked >= 0 ? `${id}list${picked}` : undefined}
          aria-invalid={!parsed.ok}
          aria-describedby={parsed.ok ? undefined : `${id}fault`}
          placeholder={t('placeholder')}
          value={shown}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          onChange={(event) => {
            setOpen(true)
            give(event.target.value)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            setOpen(false)
            if (parsed.ok) setDraft(undefined)
          }}
        />
        <span className={box['end']}>
          {children}
          {shown !== '' && (
            <IconButton label={t('clear')} onClick={() => give('')}>
              <X />
            </IconButton>
          )}
          <KeyCap>/</KeyCap>
        </span>
      </div>
      <div
        id={`${id}list`}
        role="listbox"
        aria-label={t('suggestions')}
        hidden={offered.length === 0}
        className={box['list']}
      >
        {offered.map((words, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are handled by the box, which keeps the focus
          <div
            key={words}
            id={`${id}list${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === picked}
            className={cx(box['option'], index === picked && box['picked'])}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => give(words)}
          >
            <code>{words.slice(words.search(/\S+$/))}</code>
          </div>
        ))}
      </div>
      {!parsed.ok && <Fault id={`${id}fault`} text={shown} fault={parsed.fault} />}
    </div>
  )
}

function Fault({ id, text, fault }: { id: string; text: string; fault: AlertFilterFault }) {
  const t = useTranslations('alerts.filter')
  return (
    <div className={box['faults']}>
      <p id={id} role="alert" className={box['fault']}>
        <StatusMark tone="bad" size={14} />
        <span>
          <b>{t('at', { at: fault.start + 1, found: text.slice(fault.start, fault.end).slice(0, 40) })}</b>{' '}
          {t(`fault.${fault.code}`)} {t('notApplied')}
        </span>
      </p>
    </div>
  )
}
