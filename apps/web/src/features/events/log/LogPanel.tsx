import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { RING_ROWS } from '../../../live/eventRing.ts'
import { useLinkState, useWorldStatus } from '../../../live/LiveContext.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { PanelEmpty, PanelLoading } from '../../../ui/panel/PanelStates.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import { HoldStrip } from './HoldStrip.tsx'
import { useViewFigures } from '../useEventsView.ts'
import type { EventsView, ViewFigures } from './eventsView.ts'
import styles from './LogPanel.module.css'
import { OLDER_MAX } from './createHold.ts'
import type { OlderState } from './useOlder.ts'

interface Props {
  readonly view: EventsView
  readonly active: number | undefined
  readonly older: OlderState
  readonly onOlder: () => void
  readonly onRelease: () => void
  /** Takes filter and span away; absent when there is none. */
  readonly onClear: (() => void) | undefined
  readonly children: ReactNode
}

/** The log's frame: what is held or stale on top, what is not in memory at the bottom. */
export function LogPanel({ view, active, older, onOlder, onRelease, onClear, children }: Props) {
  const t = useTranslations('events.log')
  const figures = useViewFigures(view)
  const { hold, matching, working } = figures
  return (
    <section className={styles['panel']} aria-label={t('label')}>
      <OfflineStrip />
      {hold !== undefined && <HoldStrip hold={hold} onRelease={onRelease} />}
      {children}
      {matching === 0 && !working && <Nothing onClear={onClear} older={older} onOlder={onOlder} />}
      <footer className={styles['foot']}>
        <Foot figures={figures} active={active} older={older} onOlder={onOlder} />
        <span className={styles['keys']}>
          <KeyCap>J</KeyCap>
          <KeyCap>K</KeyCap>
          {t('move')}
          <KeyCap>Enter</KeyCap>
          {t('detail')}
        </span>
      </footer>
    </section>
  )
}

/** A screen full of old rows must not look live. */
function OfflineStrip() {
  const t = useTranslations('events.log')
  const format = useFormat()
  const state = useLinkState()
  if (state.kind !== 'offline' && state.kind !== 'reconnecting' && state.kind !== 'unauthorized') return null
  return (
    <div className={styles['offline']} role="status">
      <StatusMark tone="stale" size={14} />
      <b>{'since' in state ? t('offline', { time: format.clock(state.since) }) : t('offlineNow')}</b>
      <span>{t('offlineDetail')}</span>
    </div>
  )
}

function Nothing({ onClear, older, onOlder }: Pick<Props, 'onClear' | 'older' | 'onOlder'>) {
  const t = useTranslations('events.log')
  const status = useWorldStatus()
  if (status === 'waiting')
    return (
      <div className={styles['nothing']}>
        <PanelLoading lines={8} />
      </div>
    )
  const search = older.kind !== 'end' && (
    <Button size="small" disabled={older.kind === 'loading'} onClick={onOlder}>
      {t(older.kind === 'loading' ? 'loading' : 'searchOlder')}
    </Button>
  )
  return (
    <div className={styles['nothing']}>
      {onClear === undefined ? (
        <PanelEmpty title={t('empty')} actions={search}>
          <p>{t('emptyDetail')}</p>
        </PanelEmpty>
      ) : (
        <PanelEmpty
          title={t('noMatch')}
          actions={
            <>
              <Button size="small" onClick={onClear}>
                {t('clear')}
              </Button>
              {search}
            </>
          }
        >
          <p>{t(older.kind === 'end' ? 'noMatchAnywhere' : 'noMatchDetail')}</p>
        </PanelEmpty>
      )}
    </div>
  )
}

interface FootProps extends Pick<Props, 'active' | 'older' | 'onOlder'> {
  readonly figures: ViewFigures
}

function Foot({ figures, active, older, onOlder }: FootProps) {
  const t = useTranslations('events.log')
  const words = useOlderWords(older)
  return (
    <span className={styles['footWords']}>
      {active !== undefined && <span>{t('row', { at: active + 1, of: figures.matching })}</span>}
      <span>{t('inMemory', { count: figures.held, max: RING_ROWS })}</span>
      <span>{words}</span>
      {(older.kind === 'idle' || older.kind === 'failed') && (
        <Button look="bare" size="small" onClick={onOlder}>
          {t(older.kind === 'idle' ? 'loadOlder' : 'retryOlder')}
        </Button>
      )}
    </span>
  )
}

function useOlderWords(older: OlderState): string {
  const t = useTranslations('events.log')
  switch (older.kind) {
    case 'idle':
      return t('olderStay')
    case 'loading':
      return t('loading')
    case 'end':
      return t('olderEnd')
    case 'full':
      return t('olderFull', { max: OLDER_MAX })
    case 'failed':
      return t('olderFailed', { message: older.message })
  }
}
