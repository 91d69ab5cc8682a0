import type { SilenceView } from '@nobet/contracts'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSession } from '../../../api/queries.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/overlay/Dialog.tsx'
import { Panel } from '../../../ui/panel/Panel.tsx'
import {
  PanelEmpty,
  PanelError,
  PanelForbidden,
  PanelLoading,
  PanelNotConfigured,
} from '../../../ui/panel/PanelStates.tsx'
import { useActions } from '../act/ActionsContext.tsx'
import styles from '../AlertsPage.module.css'
import form from '../Form.module.css'
import list from '../Rows.module.css'
import type { AlertsSearch } from '../search.ts'
import type { SearchChange } from '../useAlertsSearch.ts'
import { SilenceNoticeBar } from './SilenceNoticeBar.tsx'
import { SilenceRow } from './SilenceRow.tsx'
import { useSilenceHands, useSilences } from './useSilences.ts'

const SHOWN_MAX = 100
const STATES = ['active', 'pending', 'expired'] as const

interface Props {
  readonly search: AlertsSearch
  readonly onSearch: (change: SearchChange) => void
}

/** What is muted, by whom and until when; what will be; and what was. */
export function SilencesTab({ onSearch }: Props) {
  const t = useTranslations('alerts.silences')
  const { ref, ...answer } = useSilences()
  const hands = useSilenceHands()
  const { maySilence, role } = useActions()
  const [expiring, setExpiring] = useState<SilenceView>()
  const all = answer.value ?? []
  return (
    <>
      <SilenceNoticeBar {...hands} />
      <Panel
        title={t('title')}
        note={t('note')}
        provenance={answer.provenance}
        headLine="ruled"
        className={styles['panel']}
        actions={
          <Button
            size="small"
            icon={<Plus />}
            disabled={!maySilence}
            title={maySilence ? undefined : t('forbidden', { role })}
            onClick={() => onSearch({ silence: 'new', m: undefined })}
          >
            {t('new')}
          </Button>
        }
      >
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
        <div ref={ref} className={list['scroll']} tabIndex={0} role="region" aria-label={t('title')}>
          {all.length === 0 && <NoSilence answer={answer} />}
          {STATES.map((state) => (
            <SilenceGroup
              key={state}
              state={state}
              silences={all.filter((silence) => silence.state === state)}
              row={(silence) => (
                <SilenceRow
                  key={silence.id}
                  silence={silence}
                  busy={hands.busy === silence.id}
                  onEdit={() => onSearch({ silence: silence.id })}
                  onExtend={(ms) => void hands.extend(silence, ms)}
                  onExpire={() => setExpiring(silence)}
                />
              )}
            />
          ))}
        </div>
      </Panel>
      {expiring !== undefined && (
        <Dialog open onClose={() => setExpiring(undefined)} title={t('expireTitle')}>
          <div className={form['form']}>
            <p className={form['note']}>{t('expireWhat', { count: expiring.hits })}</p>
            <p>{expiring.comment}</p>
            <div className={form['foot']}>
              <Button onClick={() => setExpiring(undefined)}>{t('cancel')}</Button>
              <Button
                look="primary"
                data-autofocus
                onClick={() => {
                  setExpiring(undefined)
                  void hands.expire(expiring)
                }}
              >
                {t('expire')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  )
}

interface GroupProps {
  readonly state: (typeof STATES)[number]
  readonly silences: readonly SilenceView[]
  readonly row: (silence: SilenceView) => React.ReactNode
}

function SilenceGroup({ state, silences, row }: GroupProps) {
  const t = useTranslations('alerts.silences')
  const [shown, setShown] = useState(SHOWN_MAX)
  if (silences.length === 0) return null
  const sorted = silences.toSorted((a, b) =>
    state === 'expired' ? Date.parse(b.endsAt) - Date.parse(a.endsAt) : Date.parse(a.endsAt) - Date.parse(b.endsAt),
  )
  return (
    <section>
      <h3 className={list['head']}>
        {t(state)} · {silences.length}
      </h3>
      <ul className={list['rows']}>{sorted.slice(0, shown).map(row)}</ul>
      {sorted.length > shown && (
        <Button className={list['more']} onClick={() => setShown(shown + SHOWN_MAX)}>
          {t('more', { count: sorted.length - shown })}
        </Button>
      )}
    </section>
  )
}

function NoSilence({ answer }: { answer: Omit<ReturnType<typeof useSilences>, 'ref'> }) {
  const t = useTranslations('alerts.silences')
  const state = useTranslations('alerts.state')
  const session = useSession().data
  switch (answer.state) {
    case 'loading':
      return <PanelLoading lines={6} />
    case 'forbidden':
      return <PanelForbidden title={state('forbidden')} role={session?.user.role ?? ''} need="viewer" />
    case 'not_configured':
      return (
        <PanelNotConfigured
          title={state('notConfigured')}
          configKey="NOBET_ALERTMANAGER_URL"
          fileKey="alertmanager.urls"
        >
          <p>{t('notConfiguredDetail')}</p>
        </PanelNotConfigured>
      )
    case 'stale':
    case 'unavailable':
      return (
        <PanelError
          title={t('unavailable')}
          message={answer.fault?.message ?? state('noWords')}
          lastOkAt={answer.observedAt}
          onRetry={answer.retry}
        />
      )
    case 'live':
    case 'cached':
      return (
        <PanelEmpty title={t('none')}>
          <p>{t('noneDetail')}</p>
        </PanelEmpty>
      )
  }
}
