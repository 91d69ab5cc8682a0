import type { AlertRow } from '@nobet/contracts'
import { compileAlertFilter, formatMatcher, parseAlertFilter, toAckMatchers } from '@nobet/domain/alerts'
import { useCallback, useDeferredValue, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useKeys } from '../../ui/keys/useKeys.ts'
import { Panel } from '../../ui/panel/Panel.tsx'
import { useMedia } from '../../ui/useMedia.ts'
import { AckDialog } from './act/AckDialog.tsx'
import { useActions } from './act/ActionsContext.tsx'
import { TakeBackDialog } from './act/TakeBackDialog.tsx'
import styles from './AlertsPage.module.css'
import type { Alerts } from './data/useAlerts.ts'
import { AlertDetail } from './detail/AlertDetail.tsx'
import { AlertList } from './list/AlertList.tsx'
import { BulkBar } from './list/BulkBar.tsx'
import { ListState } from './list/ListState.tsx'
import { toListRows } from './list/toListRows.ts'
import { useListHands } from './list/useListHands.ts'
import { OpenToolbar } from './OpenToolbar.tsx'
import type { AlertsSearch } from './search.ts'
import type { SearchChange } from './useAlertsSearch.ts'

/** Wide enough for the detail beside the list. */
const BESIDE = '(min-width: 1240px)'

/** Then the rows are only the last picture there was. */
const OLD: ReadonlySet<string> = new Set(['stale', 'unavailable'])

interface Props {
  readonly alerts: Alerts
  readonly search: AlertsSearch
  readonly onSearch: (change: SearchChange) => void
}

/** What is broken now. */
export function OpenTab({ alerts, search, onSearch }: Props) {
  const t = useTranslations('alerts')
  const { q = '', by = 'alertmanager', sel } = search
  const hands = useListHands()
  const { mayAck, maySilence, takeBack } = useActions()
  const filter = useDeferredValue(q)
  const matching = useMemo(() => filterRows(alerts.rows, filter), [alerts.rows, filter])
  const groups = alerts.list?.groups
  const rows = useMemo(
    () =>
      toListRows(matching, {
        by,
        groups: groups ?? [],
        turned: hands.turned,
        fold: !/(?:^|\s)-?state[=:!]/.test(filter),
      }),
    [matching, by, groups, hands.turned, filter],
  )
  const place = useMedia(BESIDE) ? 'beside' : 'over'
  const picked = alerts.rows.filter(({ fingerprint }) => hands.picked.has(fingerprint))
  const current = rows.find(({ key }) => key === hands.active)
  const chosen =
    picked.length > 0
      ? picked
      : current?.kind === 'alert'
        ? [current.alert]
        : alerts.rows.filter((row) => row.fingerprint === sel)
  const onOpen = useCallback((alert: AlertRow) => onSearch({ sel: alert.fingerprint }), [onSearch])
  const onClose = useCallback(() => onSearch({ sel: undefined }), [onSearch])
  const silence = () => {
    const [only] = chosen
    if (only === undefined) return
    onSearch({ silence: 'new', m: toMatcherTexts(chosen) })
  }
  const acknowledge = () => {
    const open = chosen.filter(({ acknowledged }) => acknowledged === undefined)
    if (open.length > 0) hands.ask({ kind: 'ack', alerts: open })
  }
  const giveBack = () => {
    const held = chosen.filter(({ acknowledged }) => acknowledged !== undefined)
    if (held.length > 1) hands.ask({ kind: 'takeBack', alerts: held })
    else if (held.length === 1) void takeBack(held)
  }
  useKeys({
    j: () => hands.move(1, rows),
    k: () => hands.move(-1, rows),
    x: () => current?.kind === 'alert' && hands.toggle(current.alert.fingerprint),
    ...(mayAck ? { a: acknowledge, u: giveBack } : {}),
    ...(maySilence ? { s: silence } : {}),
    ...(sel === undefined ? (picked.length > 0 ? { Escape: () => hands.pick([]) } : {}) : { Escape: onClose }),
  })
  const closeDialog = () => {
    hands.ask(undefined)
    hands.pick([])
  }
  const selected = alerts.rows.find(({ fingerprint }) => fingerprint === sel)
  return (
    <>
      <OpenToolbar alerts={alerts} matching={matching.length} search={search} onSearch={onSearch} />
      <div className={styles['split']} data-open={sel !== undefined && place === 'beside'}>
        <Panel title={t('openTitle')} provenance={alerts.provenance} className={styles['panel']} headLine="ruled">
          <BulkBar
            picked={picked}
            matching={matching}
            onPick={hands.pick}
            onAck={acknowledge}
            onTakeBack={giveBack}
            onSilence={silence}
          />
          {rows.length === 0 ? (
            <ListState alerts={alerts} filtered={alerts.rows.length > 0} onClear={() => onSearch({ q: undefined })} />
          ) : (
            <AlertList rows={rows} hands={hands} opened={sel} dim={OLD.has(alerts.answer.state)} onOpen={onOpen} />
          )}
        </Panel>
        {sel !== undefined && (
          <AlertDetail
            key={sel}
            fingerprint={sel}
            alert={selected}
            loading={alerts.answer.state === 'loading'}
            place={place}
            onClose={onClose}
            onAsk={hands.ask}
            onSilence={(alert) => onSearch({ silence: 'new', m: toMatcherTexts([alert]) })}
            onTerm={(term) => onSearch({ q: q === '' ? term : `${q} ${term}` })}
          />
        )}
      </div>
      {hands.asking?.kind === 'ack' && <AckDialog alerts={hands.asking.alerts} onClose={closeDialog} />}
      {hands.asking?.kind === 'takeBack' && <TakeBackDialog alerts={hands.asking.alerts} onClose={closeDialog} />}
    </>
  )
}

function filterRows(rows: readonly AlertRow[], text: string): readonly AlertRow[] {
  const parsed = parseAlertFilter(text)
  if (!parsed.ok || parsed.terms.length === 0) return rows
  return rows.filter(compileAlertFilter(parsed.terms))
}

/** One alert by all its labels; several by what they have in common. */
function toMatcherTexts(alerts: readonly AlertRow[]): string[] {
  const [first, ...others] = alerts
  if (first === undefined) return []
  return toAckMatchers(first.labels)
    .filter(({ name, value }) => others.every(({ labels }) => labels[name] === value))
    .map(formatMatcher)
}
