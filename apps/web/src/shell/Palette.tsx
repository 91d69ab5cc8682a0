import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../ui/cx.ts'
import { fold } from '../ui/format/fold.ts'
import { Hidden } from '../ui/Hidden.tsx'
import { Dialog } from '../ui/overlay/Dialog.tsx'
import styles from './Palette.module.css'
import { usePaletteItems } from './usePaletteItems.ts'

const SHOWN_MAX = 12

interface Props {
  readonly onClose: () => void
  readonly onKeys: () => void
  /** What was typed while the palette was loading. */
  readonly typedSoFar: () => string
}

/** Go anywhere, do the common things: a combobox over pages, modules and commands. */
export function Palette({ onClose, onKeys, typedSoFar }: Props) {
  const t = useTranslations('shell.palette')
  const [text, setText] = useState(typedSoFar)
  const [at, setAt] = useState(0)
  const id = useId()
  const wanted = fold(text)
  const items = usePaletteItems(onKeys)
    .filter((item) => fold(`${item.kind} ${item.label}`).includes(wanted))
    .slice(0, SHOWN_MAX)
  const run = (index: number) => {
    const item = items[index]
    if (item === undefined) return
    onClose()
    item.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') return run(at)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || items.length === 0) return
    event.preventDefault()
    setAt((at + step + items.length) % items.length)
  }
  return (
    <Dialog open onClose={onClose} title={t('title')} place="top">
      <input
        data-autofocus=""
        className={styles['input']}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}list`}
        aria-activedescendant={items[at] === undefined ? undefined : `${id}${at}`}
        aria-label={t('title')}
        placeholder={t('placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}list`} role="listbox" aria-label={t('title')} className={styles['list']}>
        {items.map((item, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the combobox above holds focus and keys
          <div
            key={item.id}
            id={`${id}${index}`}
            role="option"
            aria-selected={index === at}
            className={cx(styles['item'], index === at && styles['at'])}
            onClick={() => run(index)}
            onPointerMove={() => setAt(index)}
          >
            {item.label}
            <span className={styles['kind']}>{item.kind}</span>
          </div>
        ))}
        {items.length === 0 && <p className={styles['none']}>{t('none', { text })}</p>}
      </div>
      <Hidden>
        <span role="status">{t('results', { count: items.length })}</span>
      </Hidden>
    </Dialog>
  )
}
