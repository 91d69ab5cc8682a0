import type { SilenceDraft, SilenceView } from '@nobet/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useApi } from '../../../api/ApiContext.tsx'
import { useLiveQuery } from '../../../api/useLiveQuery.ts'
import { alertApi } from '../data/alertApi.ts'

const SILENCES_INTERVAL_MS = 15_000

export function useSilences() {
  const api = useApi()
  return useLiveQuery<readonly SilenceView[]>({
    key: ['alerts', 'silences'],
    read: (signal) => alertApi.silences(api, signal),
    intervalMs: SILENCES_INTERVAL_MS,
  })
}

/** What was done with a silence last, or why it was not. */
export type SilenceNotice =
  | { readonly kind: 'expired'; readonly silence: SilenceView }
  | { readonly kind: 'extended' | 'restored'; readonly silence: SilenceView }
  | { readonly kind: 'failed'; readonly silence: SilenceView; readonly message: string }

/** Hands on one silence; each answer brings the list up to date. */
export function useSilenceHands() {
  const api = useApi()
  const queries = useQueryClient()
  const [busy, setBusy] = useState<string>()
  const [notice, setNotice] = useState<SilenceNotice>()
  const run = useCallback(
    async (silence: SilenceView, kind: Exclude<SilenceNotice['kind'], 'failed'>, ask: () => Promise<unknown>) => {
      setBusy(silence.id)
      setNotice(undefined)
      try {
        await ask()
        await queries.invalidateQueries({ queryKey: ['alerts'] })
        setNotice({ kind, silence })
      } catch (error) {
        setNotice({ kind: 'failed', silence, message: error instanceof Error ? error.message : String(error) })
      } finally {
        setBusy(undefined)
      }
    },
    [queries],
  )
  return {
    busy,
    notice,
    dismiss: () => setNotice(undefined),
    extend: (silence: SilenceView, ms: number) =>
      run(silence, 'extended', () => alertApi.saveSilence(api, toExtended(silence, ms))),
    expire: (silence: SilenceView) => run(silence, 'expired', () => alertApi.expireSilence(api, silence.id)),
    /** The same again under a new id: an expired silence cannot be woken. */
    restore: (silence: SilenceView) => run(silence, 'restored', () => alertApi.saveSilence(api, toDraft(silence))),
  }
}

function toExtended(silence: SilenceView, ms: number): SilenceDraft {
  const endsAt = new Date(Date.parse(silence.endsAt) + ms).toISOString()
  return { ...toDraft(silence), id: silence.id, startsAt: silence.startsAt, endsAt }
}

const toDraft = ({ matchers, endsAt, comment }: SilenceView): SilenceDraft => ({
  matchers: [...matchers],
  endsAt,
  comment: comment === '' ? '-' : comment,
})
