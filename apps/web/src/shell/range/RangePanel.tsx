import { ChevronLeft, ChevronRight, Radio, ZoomOut } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { LaterTexts } from '../../i18n/LaterTexts.tsx'
import { Button } from '../../ui/Button.tsx'
import { useNow } from '../../ui/clock/useNow.tsx'
import { useFormat } from '../../ui/format/useFormat.ts'
import { useRange, useSetRange } from '../range.ts'
import { AbsoluteForm } from './AbsoluteForm.tsx'
import { LengthForm } from './LengthForm.tsx'
import { stepBack, stepForward, zoomOut } from './moveRange.ts'
import { QUICK_RANGES } from './quickRanges.ts'
import styles from './RangePanel.module.css'
import { DEFAULT_RANGE, type TimeRange } from './readRange.ts'
import { RefreshChoice } from './RefreshChoice.tsx'

/** Everything about the shared range: lengths that end now, two instants, moving it, and how often charts ask anew. */
export function RangePanel({ onDone }: { onDone: () => void }) {
  return (
    <LaterTexts>
      <Content onDone={onDone} />
    </LaterTexts>
  )
}

function Content({ onDone }: { onDone: () => void }) {
  const t = useTranslations('range')
  const setRange = useSetRange()
  const choose = (range: TimeRange) => {
    setRange(range)
    onDone()
  }
  return (
    <div className={styles['panel']}>
      <section aria-label={t('relative')}>
        <h3>{t('relative')}</h3>
        <QuickChoice onChoose={choose} />
        <LengthForm onChoose={choose} />
      </section>
      <section aria-label={t('absolute')}>
        <h3>{t('absolute')}</h3>
        <AbsoluteForm onChoose={choose} />
      </section>
      <Moves />
      <RefreshChoice />
    </div>
  )
}

function QuickChoice({ onChoose }: { onChoose: (range: TimeRange) => void }) {
  const format = useFormat()
  const { range } = useRange()
  return (
    <div className={styles['quick']}>
      {QUICK_RANGES.map((quick) => (
        <Button
          key={quick.text}
          size="small"
          aria-pressed={range.kind === 'relative' && range.ms === quick.ms}
          onClick={() => onChoose(quick)}
        >
          {format.duration(quick.ms)}
        </Button>
      ))}
    </div>
  )
}

/** Moving leaves the popover open: one step is seldom enough. */
function Moves() {
  const t = useTranslations('range')
  const { range } = useRange()
  const setRange = useSetRange()
  const now = useNow()
  const moves = [
    { key: 'back', icon: <ChevronLeft />, to: stepBack(range, now) },
    { key: 'forward', icon: <ChevronRight />, to: stepForward(range, now) },
    { key: 'out', icon: <ZoomOut />, to: zoomOut(range, now) },
    { key: 'live', icon: <Radio />, to: range.kind === 'absolute' ? DEFAULT_RANGE : undefined },
  ] as const
  return (
    <div className={styles['moves']}>
      {moves.map(({ key, icon, to }) => (
        <Button
          key={key}
          size="small"
          icon={icon}
          disabled={to === undefined}
          onClick={() => to !== undefined && setRange(to)}
        >
          {t(key)}
        </Button>
      ))}
    </div>
  )
}
