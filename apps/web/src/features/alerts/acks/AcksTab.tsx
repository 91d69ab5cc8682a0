import type { AlertRow } from '@nobet/contracts'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { useNow } from '../../../ui/clock/useNow.tsx'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { Panel } from '../../../ui/panel/Panel.tsx'
import { PanelEmpty } from '../../../ui/panel/PanelStates.tsx'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import { AckDialog } from '../act/AckDialog.tsx'
import { useActions } from '../act/ActionsContext.tsx'
import styles from '../AlertsPage.module.css'
import type { Alerts } from '../data/useAlerts.ts'
import { readSummary } from '../data/links.ts'
import { ListState } from '../list/ListState.tsx'
import { Owner } from '../list/Owner.tsx'
import list from '../Rows.module.css'
import type { SearchChange } from '../useAlertsSearch.ts'
import { judgeAck } from './judgeAck.ts'

/** Rows shown at first; the soonest to end are among them. */
const SHOWN_MAX = 100

interface Props {
  readonly alerts: Alerts
  readonly onSearch: (change: SearchChange) => void
}

/** Who said they are on it, the soonest to end first: an acknowledgement that is forgotten comes back by itself. */
export function AcksTab({ alerts, onSearch }: Props) {
  const t = useTranslations('alerts.acks')
  const [shown, setShown] = useState(SHOWN_MAX)
  const [again, setAgain] = useState<AlertRow>()
  const rows = alerts.rows
    .filter(({ acknowledged }) => acknowledged !== undefined)
    .toSorted((a, b) => endOf(a) - endOf(b))
  return (
    <Panel
      title={t('title')}
      note={t('note')}
      provenance={alerts.provenance}
      headLine="ruled"
      className={styles['panel']}
    >
      {rows.length === 0 && alerts.sure && (
        <PanelEmpty title={t('none')}>
          <p>{t('noneDetail')}</p>
        </PanelEmpty>
      )}
      {rows.length === 0 && !alerts.sure && <ListState alerts={alerts} filtered={false} onClear={() => {}} />}
      <ul className={list['rows']}>
        {rows.slice(0, shown).map((alert) => (
          <AckRow key={alert.fingerprint} alert={alert} onOpen={onSearch} onAgain={setAgain} />
        ))}
      </ul>
      {rows.length > shown && (
        <Button className={list['more']} onClick={() => setShown(shown + SHOWN_MAX)}>
          {t('more', { count: rows.length - shown })}
        </Button>
      )}
      {again !== undefined && <AckDialog alerts={[again]} onClose={() => setAgain(undefined)} />}
    </Panel>
  )
}

interface RowProps {
  readonly alert: AlertRow
  readonly onOpen: Props['onSearch']
  readonly onAgain: (alert: AlertRow) => void
}

function AckRow({ alert, onOpen, onAgain }: RowProps) {
  const t = useTranslations('alerts.acks')
  const ack = useTranslations('alerts.ack')
  const format = useFormat()
  const now = useNow()
  const { mayAck, role, pending, takeBack } = useActions()
  const verdict = judgeAck(alert.acknowledged, now)
  const off = !mayAck || pending.has(alert.fingerprint)
  const why = mayAck ? undefined : ack('forbidden', { role })
  return (
    <li>
      <SeverityMark severity={alert.severity} size={16} />
      <div className={list['what']}>
        <p>
          <button type="button" onClick={() => onOpen({ tab: undefined, sel: alert.fingerprint })}>
            {alert.alertname}
          </button>{' '}
          {alert.module}
        </p>
        <p>{readSummary(alert)}</p>
        {alert.acknowledged?.comment !== undefined && <q>{alert.acknowledged.comment}</q>}
      </div>
      <div className={list['when']}>
        <p>
          <Owner alert={alert} />
        </p>
        {verdict.kind !== 'held' && (
          <p className={list['flag']}>
            <StatusMark tone="warn" size={12} />
            {verdict.kind === 'ending'
              ? t('ending', { span: format.duration(verdict.ms) })
              : t('long', { span: format.duration(verdict.ms) })}
          </p>
        )}
      </div>
      <div className={list['actions']}>
        <Button disabled={off} title={why} onClick={() => onAgain(alert)}>
          {t('extend')}
        </Button>
        <Button disabled={off} title={why} onClick={() => void takeBack([alert])}>
          {ack('takeBack')}
        </Button>
      </div>
    </li>
  )
}

const endOf = ({ acknowledged }: AlertRow): number =>
  acknowledged?.until === undefined ? Infinity : Date.parse(acknowledged.until)
