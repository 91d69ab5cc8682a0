import { ChevronDown } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../ui/cx.ts'
import { Popover } from '../../ui/overlay/Popover.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import tones from '../../ui/tone.module.css'
import styles from './Connection.module.css'
import { usePillWords } from './usePillWords.ts'

const ConnectionPanel = lazy(async () => ({ default: (await import('./ConnectionPanel.tsx')).ConnectionPanel }))

/** State of the link in the top bar; opens everything known about it. */
export function ConnectionPill() {
  const t = useTranslations('connection')
  const { tone, words } = usePillWords()
  return (
    <Popover
      label={t('title')}
      className={styles['popover']}
      trigger={(attributes) => (
        <button type="button" {...attributes} className={cx(styles['pill'], tones[tone])} data-sure="" data-pill={tone}>
          <StatusMark tone={tone} size={14} />
          <span>{words}</span>
          <ChevronDown />
        </button>
      )}
    >
      {() => (
        <Suspense>
          <ConnectionPanel />
        </Suspense>
      )}
    </Popover>
  )
}
