import { ArrowDownToLine, Pause, Play } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useTimeZone } from '../../prefs/PrefsContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import styles from './EventsPage.module.css'
import { ExportMenu } from './export/ExportMenu.tsx'
import { FilterBox } from './filter/FilterBox.tsx'
import { JumpMenu } from './JumpMenu.tsx'
import type { EventsView, ViewFigures } from './log/eventsView.ts'
import type { Jump } from './readJump.ts'
import type { ReadQuery } from './toViewQuery.ts'

interface Props {
  readonly query: ReadQuery
  readonly text: string
  readonly modules: readonly string[]
  readonly view: EventsView
  readonly figures: ViewFigures
  readonly onFilter: (text: string) => void
  readonly onPause: () => void
  readonly onFollow: () => void
  readonly onJump: (jump: Jump) => void
}

/** The filter and the hands on the log. */
export function EventsToolbar({ query, text, modules, view, figures, onFilter, onPause, onFollow, onJump }: Props) {
  const t = useTranslations('events')
  const timeZone = useTimeZone()
  const paused = figures.hold?.reason === 'paused'
  const broken = query.faults.length > 0 ? text : undefined
  return (
    <div className={styles['toolbar']}>
      <FilterBox key={broken ?? ''} filter={query.filter} broken={broken} modules={modules} onChange={onFilter}>
        <span>{t('count', { matching: figures.matching, of: figures.held })}</span>
      </FilterBox>
      <div className={styles['buttons']}>
        <Button icon={<ArrowDownToLine />} aria-pressed={figures.hold === undefined} onClick={onFollow}>
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
}
