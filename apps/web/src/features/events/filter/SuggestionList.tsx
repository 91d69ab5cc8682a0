import { useTranslations } from 'use-intl'
import { cx } from '../../../ui/cx.ts'
import styles from './FilterBox.module.css'
import type { Suggestion } from './suggest.ts'

interface Props {
  readonly id: string
  readonly offered: readonly Suggestion[]
  readonly picked: number
  readonly onChoose: (index: number) => void
}

/** The completions under the filter box; the box keeps the focus. */
export function SuggestionList({ id, offered, picked, onChoose }: Props) {
  const t = useTranslations('events')
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('filter.suggestions')}
      hidden={offered.length === 0}
      className={styles['list']}
    >
      {offered.map(({ text, kind }, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are handled by the box, which keeps the focus
        <div
          key={text}
          id={`${id}${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === picked}
          className={cx(styles['option'], index === picked && styles['picked'])}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
        >
          <code>{text}</code>
          <span>{kind === 'field' ? t(`hint.${HINT_OF[text.replace(/^-|[:>=]+$/g, '')] ?? 'text'}`) : ''}</span>
        </div>
      ))}
    </div>
  )
}

const HINT_OF: Readonly<Record<string, 'module' | 'type' | 'source' | 'subject' | 'id' | 'severity' | undefined>> = {
  module: 'module',
  type: 'type',
  source: 'source',
  subject: 'subject',
  id: 'id',
  severity: 'severity',
}
