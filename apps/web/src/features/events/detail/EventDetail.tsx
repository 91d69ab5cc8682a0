import type { LogItem } from '@nobet/contracts'
import { Link as LinkIcon, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../../ui/cx.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Dialog } from '../../../ui/overlay/Dialog.tsx'
import { PanelEmpty, PanelError, PanelLoading } from '../../../ui/panel/PanelStates.tsx'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import text from '../../../ui/text.module.css'
import type { EventsView } from '../log/eventsView.ts'
import { CopyButton, useCopy } from './CopyButton.tsx'
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
  const title = selected.kind === 'found' ? selected.item.event.type : t('label')
  const body = <Body selected={selected} cursor={cursor} />
  if (place === 'over')
    return (
      <Dialog open onClose={onClose} title={title} place="side">
        <div className={styles['scroll']}>
          <CopyLink look="button" />
          {body}
        </div>
      </Dialog>
    )
  return (
    <aside className={styles['drawer']} aria-label={t('label')}>
      <header className={styles['head']}>
        {selected.kind === 'found' && <SeverityMark severity={selected.item.event.severity} size={14} />}
        <h2 className={cx(text['mono'], text['cut'])}>{title}</h2>
        <CopyLink look="icon" />
        <IconButton label={t('close')} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div className={styles['scroll']}>{body}</div>
    </aside>
  )
}

/** The page's own address is the permalink. */
function CopyLink({ look }: { look: 'icon' | 'button' }): ReactNode {
  const t = useTranslations('events.detail')
  const { copied, copy } = useCopy(() => location.href)
  if (look === 'button') return <CopyButton label={t('copyLink')} read={() => location.href} />
  return (
    <IconButton label={copied ? t('copied') : t('copyLink')} onClick={copy}>
      <LinkIcon />
    </IconButton>
  )
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
