import type { AlertRow, SilenceMatcher } from '@nobet/contracts'
import { parseMatcher } from '@nobet/domain/alerts'
import { useTranslations } from 'use-intl'
import { Dialog } from '../../../ui/overlay/Dialog.tsx'
import { PanelEmpty, PanelLoading } from '../../../ui/panel/PanelStates.tsx'
import type { AlertsSearch } from '../search.ts'
import type { SearchChange } from '../useAlertsSearch.ts'
import { type FormStart, SilenceForm } from './SilenceForm.tsx'
import { useSilences } from './useSilences.ts'

interface Props {
  readonly search: AlertsSearch
  readonly rows: readonly AlertRow[]
  readonly onSearch: (change: SearchChange) => void
}

/** A new silence, or one that is edited, as the URL says. */
export function SilenceDrawer({ search, rows, onSearch }: Props) {
  const t = useTranslations('alerts.silenceForm')
  if (search.silence === undefined) return null
  const onClose = () => onSearch({ silence: undefined, m: undefined })
  const isNew = search.silence === 'new'
  return (
    <Dialog open onClose={onClose} title={t(isNew ? 'new' : 'edit')} place="side">
      {isNew ? (
        <SilenceForm start={{ matchers: toMatchers(search.m), comment: '' }} rows={rows} onClose={onClose} />
      ) : (
        <Edit key={search.silence} id={search.silence} rows={rows} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Edit({ id, rows, onClose }: { id: string; rows: readonly AlertRow[]; onClose: () => void }) {
  const t = useTranslations('alerts.silenceForm')
  const { ref, ...answer } = useSilences()
  const silence = answer.value?.find((each) => each.id === id)
  if (silence === undefined)
    return (
      <div ref={ref}>
        {answer.state === 'loading' ? (
          <PanelLoading lines={6} />
        ) : (
          <PanelEmpty title={t('gone')}>
            <p>{answer.fault?.message ?? t('goneDetail')}</p>
          </PanelEmpty>
        )}
      </div>
    )
  const { matchers, comment, startsAt, endsAt } = silence
  const times = { startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) }
  const start: FormStart =
    silence.state === 'expired'
      ? { matchers: [...matchers], comment }
      : { matchers: [...matchers], comment, id, begun: silence.state === 'active', ...times }
  return <SilenceForm start={start} rows={rows} onClose={onClose} />
}

const toMatchers = (texts: readonly string[] | undefined): SilenceMatcher[] =>
  (texts ?? []).flatMap((text) => parseMatcher(text) ?? [])
