import type { AlertList, AlertRow } from '@nobet/contracts'
import { useMemo } from 'react'
import { useApi } from '../../../api/ApiContext.tsx'
import { type LiveAnswer, useLiveQuery } from '../../../api/useLiveQuery.ts'
import { useWorld } from '../../../live/LiveContext.tsx'
import type { Provenance } from '../../../ui/panel/ProvenanceChip.tsx'
import { alertApi } from './alertApi.ts'
import { joinRows } from './joinRows.ts'

const NONE: readonly AlertRow[] = []
export const ALERTS_INTERVAL_MS = 10_000

type Answer = Omit<LiveAnswer<AlertList>, 'ref'>

export interface Alerts {
  readonly answer: Answer
  readonly list: AlertList | undefined
  /** Open alerts of the answer and of the log, each once. */
  readonly rows: readonly AlertRow[]
  readonly provenance: Provenance
  /** Whether an empty list proves that nothing is wrong. */
  readonly sure: boolean
}

/** Asked while the element that is given `ref` is on screen. */
export function useAlerts(): { readonly ref: LiveAnswer<AlertList>['ref']; readonly alerts: Alerts } {
  const api = useApi()
  const { ref, ...answer } = useLiveQuery<AlertList>({
    key: ['alerts', 'list'],
    read: (signal) => alertApi.list(api, signal),
    intervalMs: ALERTS_INTERVAL_MS,
  })
  const list = answer.value
  const rows = useJoined(list?.alerts.value ?? NONE)
  const alerts: Alerts = {
    answer,
    list,
    rows,
    provenance: judge(answer),
    sure: answer.state === 'live' && list?.watchdog.state !== 'missing',
  }
  return { ref, alerts }
}

function useJoined(held: readonly AlertRow[]): readonly AlertRow[] {
  const told = useWorld((world) => world.alerts)
  const ended = useWorld((world) => world.ended)
  return useMemo(() => joinRows(held, told, ended), [held, told, ended])
}

/** One peer of several that is away is a partial picture. */
function judge({ state, value, provenance }: Answer): Provenance {
  const peers = value?.peers ?? []
  const got = peers.filter((peer) => peer.state === 'live').length
  return state === 'live' && got > 0 && got < peers.length ? { kind: 'partial', got, of: peers.length } : provenance
}
