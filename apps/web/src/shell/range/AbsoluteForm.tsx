import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTimeZone } from '../../prefs/PrefsContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { useFormat } from '../../ui/format/useFormat.ts'
import { toSpan, useRange } from '../range.ts'
import styles from './RangePanel.module.css'
import { judgeSpan, type RangeFault, type TimeRange } from './readRange.ts'
import { useWallField } from './useWallField.ts'
import { WallField } from './WallField.tsx'

/** Two times on the clock of the chosen zone, which is spelled out; skipped and doubled hours are told. */
export function AbsoluteForm({ onChoose }: { onChoose: (range: TimeRange) => void }) {
  const t = useTranslations('range')
  const timeZone = useTimeZone()
  const format = useFormat()
  const { range } = useRange()
  const [shown] = useState(() => toSpan(range, Date.now()))
  const from = useWallField(shown.from, timeZone)
  const to = useWallField(shown.to, timeZone)
  const [fault, setFault] = useState<RangeFault | 'empty'>()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (from.at === undefined || to.at === undefined) return setFault('empty')
    const read = judgeSpan(from.at, to.at)
    if (read.ok) onChoose(read.range)
    else setFault(read.fault)
  }
  return (
    <form className={styles['form']} onSubmit={onSubmit} onChange={() => setFault(undefined)} noValidate>
      <WallField label={t('from')} field={from} timeZone={timeZone} />
      <WallField label={t('to')} field={to} timeZone={timeZone} />
      <p className={styles['note']}>{t('zone', { zone: timeZone, offset: format.zone(from.at ?? shown.from) })}</p>
      {fault !== undefined && (
        <p className={styles['note']} data-fault="true" role="alert">
          {t(`faults.${fault}`)}
        </p>
      )}
      <Button type="submit" size="small">
        {t('apply')}
      </Button>
    </form>
  )
}
