import { type AckRequest, ALERT_LIMITS, type AlertRow } from '@nobet/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useApi } from '../../../api/ApiContext.tsx'
import { useSession } from '../../../api/queries.ts'
import { alertApi } from '../data/alertApi.ts'
import { type Failure, runAll } from './runAll.ts'

/** More at once is a silence's work. */
export const BULK_MAX = 200

/** Durations in milliseconds. */
export type AckWish = Pick<AckRequest, 'comment'> & { readonly durationMs: number }

/** What was done last, what of it failed, and how it is undone. */
export interface Notice {
  readonly kind: 'acknowledged' | 'takenBack'
  readonly done: readonly AlertRow[]
  readonly failed: readonly Failure<AlertRow>[]
}

export interface AlertActions {
  readonly mayAck: boolean
  readonly maySilence: boolean
  readonly mayDrill: boolean
  readonly role: string
  /** Fingerprints asked for and not yet answered. */
  readonly pending: ReadonlyMap<string, Notice['kind']>
  readonly notice: Notice | undefined
  readonly acknowledge: (alerts: readonly AlertRow[], wish: AckWish) => Promise<void>
  readonly takeBack: (alerts: readonly AlertRow[]) => Promise<void>
  /** Takes back what was acknowledged; acknowledges again, for the time that was left, what was taken back. */
  readonly undo: () => Promise<void>
  readonly dismiss: () => void
}

/** Acknowledging and taking back. Nothing is shown as done before the server said so. */
export function useAlertActions(): AlertActions {
  const api = useApi()
  const queries = useQueryClient()
  const session = useSession().data
  const [pending, setPending] = useState<ReadonlyMap<string, Notice['kind']>>(new Map())
  const [notice, setNotice] = useState<Notice>()

  const run = useCallback(
    async (kind: Notice['kind'], alerts: readonly AlertRow[], each: (alert: AlertRow) => Promise<unknown>) => {
      const wanted = alerts.slice(0, BULK_MAX)
      setNotice(undefined)
      setPending((before) => new Map([...before, ...wanted.map(({ fingerprint }) => [fingerprint, kind] as const)]))
      const outcome = await runAll(wanted, each)
      await queries.invalidateQueries({ queryKey: ['alerts'] })
      const over = new Set(wanted.map(({ fingerprint }) => fingerprint))
      setPending((before) => new Map([...before].filter(([fingerprint]) => !over.has(fingerprint))))
      setNotice({ kind, ...outcome })
    },
    [queries],
  )
  const acknowledge = useCallback(
    async (alerts: readonly AlertRow[], wish: AckWish) =>
      run('acknowledged', alerts, ({ fingerprint }) => alertApi.acknowledge(api, fingerprint, { ...wish })),
    [run, api],
  )
  const takeBack = useCallback(
    async (alerts: readonly AlertRow[]) =>
      run('takenBack', alerts, ({ fingerprint }) => alertApi.takeBack(api, fingerprint)),
    [run, api],
  )
  const undo = useCallback(async () => {
    if (notice === undefined) return
    if (notice.kind === 'acknowledged') return takeBack(notice.done)
    return run('acknowledged', notice.done, ({ fingerprint, acknowledged }) =>
      alertApi.acknowledge(api, fingerprint, { ...toWishAgain(acknowledged) }),
    )
  }, [notice, takeBack, run, api])
  const permissions = session?.permissions
  return useMemo(
    () => ({
      mayAck: permissions?.includes('alerts:ack') ?? false,
      maySilence: permissions?.includes('silences:write') ?? false,
      mayDrill: permissions?.includes('alerts:drill') ?? false,
      role: session?.user.role ?? '',
      pending,
      notice,
      acknowledge,
      takeBack,
      undo,
      dismiss: () => setNotice(undefined),
    }),
    [permissions, session, pending, notice, acknowledge, takeBack, undo],
  )
}

function toWishAgain(former: AlertRow['acknowledged']): AckWish {
  const left = former?.until === undefined ? ALERT_LIMITS.ackDefaultMs : Date.parse(former.until) - Date.now()
  const durationMs = Math.min(ALERT_LIMITS.ackMaxMs, Math.max(1, left))
  return former?.comment === undefined ? { durationMs } : { durationMs, comment: former.comment }
}
