import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { useFormat } from '../../../ui/format/useFormat.ts'
import styles from './EventDetail.module.css'
import { toJsonLines } from './toJsonLines.ts'

/** Lines drawn; what is longer can be copied whole. */
const LINES_MAX = 1_000

/** The event as it is in the log, indented, with line numbers. */
export function JsonView({ value }: { value: unknown }) {
  const t = useTranslations('events.detail')
  const format = useFormat()
  const pretty = useMemo(() => JSON.stringify(value, null, 2), [value])
  const bytes = useMemo(() => new TextEncoder().encode(JSON.stringify(value)).length, [value])
  const lines = useMemo(() => toJsonLines(pretty), [pretty])
  return (
    <section className={styles['json']}>
      <header>
        <h3>{t('json', { size: format.bytes(bytes) })}</h3>
        <CopyButton label={t('copy')} read={() => pretty} />
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long lines scroll sideways, also by keyboard */}
      <pre tabIndex={0} aria-label={t('jsonLabel')}>
        <ol>
          {lines.slice(0, LINES_MAX).map(({ indent, key, value: text, look, end }, at) => (
            <li key={at}>
              {indent}
              {key !== '' && <i>{key}</i>}
              <span data-look={look}>{text}</span>
              {end}
            </li>
          ))}
        </ol>
      </pre>
      {lines.length > LINES_MAX && <p>{t('cut', { shown: LINES_MAX, all: lines.length })}</p>}
    </section>
  )
}
