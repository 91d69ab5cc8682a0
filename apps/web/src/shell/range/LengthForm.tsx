import { type FormEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/Button.tsx'
import { useRange } from '../range.ts'
import styles from './RangePanel.module.css'
import { type RangeFault, readRelative, type TimeRange } from './readRange.ts'

/** Any length by its short form. */
export function LengthForm({ onChoose }: { onChoose: (range: TimeRange) => void }) {
  const t = useTranslations('range')
  const { range } = useRange()
  const [text, setText] = useState(range.kind === 'relative' ? range.text : '')
  const [fault, setFault] = useState<RangeFault>()
  const id = useId()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const read = readRelative(text)
    if (read.ok) onChoose(read.range)
    else setFault(read.fault)
  }
  return (
    <form className={styles['form']} onSubmit={onSubmit}>
      <label>
        <span>{t('custom')}</span>
        <input
          value={text}
          placeholder="90m"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={fault !== undefined}
          aria-describedby={id}
          onChange={(event) => {
            setText(event.target.value)
            setFault(undefined)
          }}
        />
      </label>
      <Button type="submit" size="small">
        {t('apply')}
      </Button>
      <p id={id} className={styles['note']} data-fault={fault !== undefined} role={fault && 'alert'}>
        {fault === undefined ? t('customHint') : `${t(`faults.${fault}`)} ${t('customHint')}`}
      </p>
    </form>
  )
}
