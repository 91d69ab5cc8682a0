import { Pause } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { useNow } from '../../../ui/clock/useNow.tsx'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { Hidden } from '../../../ui/Hidden.tsx'
import type { Hold } from './createHold.ts'
import styles from './LogPanel.module.css'

/** While the picture is held: since when, what waits, how much of it matches, and the way back. */
export function HoldStrip({ hold, onRelease }: { hold: Hold; onRelease: () => void }) {
  const t = useTranslations('events.hold')
  const format = useFormat()
  const now = useNow()
  const { waiting, waitingMatches, oldestAt } = hold
  const title = t(hold.reason, { time: format.clock(hold.at) })
  return (
    <div className={styles['strip']}>
      <Pause />
      <b>{title}</b>
      <Hidden>
        <span role="status">{title}</span>
      </Hidden>
      <span className={styles['words']}>
        {oldestAt === undefined
          ? t('nothing')
          : t('waiting', { waiting, matching: waitingMatches, age: format.duration(Math.max(0, now - oldestAt)) })}
      </span>
      <Button size="small" onClick={onRelease}>
        {waitingMatches === 0 ? t('follow') : t('show', { count: waitingMatches })}
      </Button>
    </div>
  )
}
