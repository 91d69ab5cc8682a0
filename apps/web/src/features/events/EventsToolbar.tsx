import { memo } from 'react'
import { ArrowDownToLine, Pause, Play } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useTimeZone } from '../../prefs/PrefsContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import styles from './EventsPage.module.css'
import { ExportMenu } from './export/ExportMenu.tsx'
import { FilterBox } from './filter/FilterBox.tsx'
import { JumpMenu } from './JumpMenu.tsx'
import type { EventsView } from './log/eventsView.ts'
import type { Jump } from './readJump.ts'
import { useHoldReason, useViewFigures } from './useEventsView.ts'
import type { ReadQuery } from './toViewQuery.ts'

interface Props {
  readonly query: ReadQuery
  readonly text: string
  readonly modules: readonly string[]
  readonly view: EventsView
  readonly onFilter: (text: string) => void
  readonly onPause: () => void
  readonly onFollow: () => void
  readonly onJump: (jump: Jump) => void
}

/** The filter and the hands on the log. */
export const EventsToolbar = memo(function EventsToolbar(props: Props) {
  const { query, text, modules, view, onFilter, onPause, onFollow, onJump } = props
  const t = useTranslations('events')
  const timeZone = useTimeZone()
  const held = useHoldReason(view)
  const paused = held === 'paused'
  const broken = query.faults.length > 0 ? text : undefined
  return (
    <div className={styles['toolbar']}>
      <FilterBox key={broken ?? ''} filter={query.filter} broken={broken} modules={modules} onChange={onFilter}>
        <Count view={view} />
      </FilterBox>
      <div className={styles['buttons']}>
        <Button icon={<ArrowDownToLine />} aria-pressed={held === undefined} onClick={onFollow}>
          {t('follow')}
          <KeyCap>F</KeyCap>
        </Button>
        <Button icon={paused ? <Play /> : <Pause />} aria-pressed={paused} onClick={onPause}>
          {t(paused ? 'resume' : 'pause')}
          <KeyCap>P</KeyCap>
        </Button>
        <JumpMenu timeZone={timeZone} onJump={onJump} />
        <ExportMenu view={view} />
      </div>
    </div>
  )
})

/** On its own: the counts change several times a second, the box around them does not. */
function Count({ view }: { view: EventsView }) {
  const t = useTranslations('events')
  const { matching, held } = useViewFigures(view)
  return <span>{t('count', { matching, of: held })}</span>
}
