import { ChevronDown, ChevronLeft, ChevronRight, Clock } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Popover } from '../ui/overlay/Popover.tsx'
import { useRange, useSetRange } from './range.ts'
import { stepBack, stepForward } from './range/moveRange.ts'
import { DEFAULT_RANGE } from './range/readRange.ts'
import { useRangeWords } from './range/useRangeWords.ts'
import styles from './TopBar.module.css'

const RangePanel = lazy(async () => ({ default: (await import('./range/RangePanel.tsx')).RangePanel }))

/** The range all charts share, kept in the URL; beside a fixed one the ways to move it and back to live. */
export function RangePicker() {
  const t = useTranslations('shell')
  const { range } = useRange()
  const words = useRangeWords()(range)
  return (
    <>
      <Popover
        label={t('range')}
        trigger={(attributes) => (
          <button
            type="button"
            {...attributes}
            className={cx(styles['control'], styles['boxed'], styles['range'])}
            aria-label={`${t('range')}: ${words}`}
            data-fixed={range.kind === 'absolute'}
          >
            <Clock />
            <span>{words}</span>
            <ChevronDown />
          </button>
        )}
      >
        {(close) => (
          <Suspense>
            <RangePanel onDone={close} />
          </Suspense>
        )}
      </Popover>
      {range.kind === 'absolute' && <Steps />}
    </>
  )
}

function Steps() {
  const t = useTranslations('shell')
  const { range } = useRange()
  const setRange = useSetRange()
  const onStep = (to: typeof range | undefined) => to !== undefined && setRange(to)
  return (
    <span className={styles['steps']}>
      <IconButton label={t('rangeBack')} onClick={() => onStep(stepBack(range, Date.now()))}>
        <ChevronLeft />
      </IconButton>
      <IconButton label={t('rangeForward')} onClick={() => onStep(stepForward(range, Date.now()))}>
        <ChevronRight />
      </IconButton>
      <button type="button" className={cx(styles['control'], styles['live'])} onClick={() => setRange(DEFAULT_RANGE)}>
        {t('rangeLive')}
      </button>
    </span>
  )
}
