import type { LogItem } from '@nobet/contracts'
import { Link as LinkIcon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Drawer } from '../../../ui/drawer/Drawer.tsx'
import { PanelEmpty, PanelError, PanelLoading } from '../../../ui/panel/PanelStates.tsx'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import type { EventsView } from '../log/eventsView.ts'
import styles from './EventDetail.module.css'
import { EventFacts } from './EventFacts.tsx'
import { JsonView } from './JsonView.tsx'
import { type SelectedEvent, useSelectedEvent } from './useSelectedEvent.ts'

interface Props {
  readonly view: EventsView
  readonly cursor: string
  /** A panel beside the log where there is room, else over it. */
  readonly place: 'beside' | 'over'
  readonly onClose: () => void
}

/** Everything about one event. */
export function EventDetail({ view, cursor, place, onClose }: Props) {
  const t = useTranslations('events.detail')
  const selected = useSelectedEvent(view, cursor)
  const found = selected.kind === 'found' ? selected.item.event : undefined
  return (
    <Drawer
      place={place}
      label={t('label')}
      title={found?.type ?? t('label')}
      titleLook="mono"
      mark={found !== undefined && <SeverityMark severity={found.severity} size={14} />}
      actions={<CopyLink look="icon" />}
      onClose={onClose}
    >
      {place === 'over' && <CopyLink look="bare" />}
      <Body selected={selected} cursor={cursor} />
    </Drawer>
  )
}

/** The page's own address is the permalink. */
function CopyLink({ look }: { look: 'icon' | 'bare' }) {
  const t = useTranslations('events.detail')
  return <CopyButton look={look} icon={<LinkIcon />} label={t('copyLink')} read={() => location.href} />
}

function Body({ selected, cursor }: { selected: SelectedEvent; cursor: string }) {
  const t = useTranslations('events.detail')
  switch (selected.kind) {
    case 'loading':
      return <PanelLoading lines={8} />
    case 'gone':
      return (
        <PanelEmpty title={t('gone')}>
          <p>{t('goneDetail', { cursor })}</p>
        </PanelEmpty>
      )
    case 'invalid':
      return (
        <PanelEmpty title={t('invalid')}>
          <p>{t('invalidDetail', { cursor })}</p>
        </PanelEmpty>
      )
    case 'failed':
      return <PanelError title={t('failed')} message={selected.message} onRetry={selected.retry} />
    case 'found':
      return <Found item={selected.item} />
  }
}

function Found({ item }: { item: LogItem }) {
  return (
    <div className={styles['body']}>
      <EventFacts item={item} />
      <JsonView value={item.event} />
    </div>
  )
}
