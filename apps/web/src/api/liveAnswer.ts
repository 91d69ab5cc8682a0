import type { Sourced } from '@nobet/contracts'
import { judgeFreshness, type LinkQuality } from '@nobet/domain/freshness'
import type { Provenance } from '../ui/panel/ProvenanceChip.tsx'
import { ApiError } from './apiError.ts'

/** Past this many of its intervals a value is one that was kept: its renewal should have come. */
const OVERDUE_AFTER_INTERVALS = 1.25

/** What may be said of the value on screen now. `forbidden`: this caller may not ask. */
export type AnswerState = 'loading' | 'live' | 'cached' | 'stale' | 'unavailable' | 'not_configured' | 'forbidden'

export interface AnswerFault {
  readonly code: string
  /** The other side's own words. */
  readonly message: string
}

/** What TanStack Query knows of one question. */
export interface Asked<T> {
  readonly data: Sourced<T> | undefined
  readonly error: Error | null
}

/** When and by which clock an answer is judged. */
export interface Judging {
  /** What it ages by; `null`: it does not, as a range that has ended. */
  readonly intervalMs: number | null
  /** Epoch ms on the server's clock. */
  readonly now: number
  readonly link: LinkQuality
}

export interface JudgedAnswer<T> {
  readonly state: AnswerState
  readonly value: T | undefined
  /** Who observed it. */
  readonly source: string | undefined
  /** ISO time of the value; `null` when there is none. */
  readonly observedAt: string | null
  readonly fault: AnswerFault | null
}

/** Never old as live: what the source said, lowered by the age of the value, by the link, and by a panel that is silent. */
export function judgeAnswer<T>({ data, error }: Asked<T>, judging: Judging): JudgedAnswer<T> {
  if (isForbidden(error)) return { ...NOTHING, state: 'forbidden', fault: toFault(error) }
  if (data === undefined)
    return error === null
      ? { ...NOTHING, state: 'loading' }
      : { ...NOTHING, state: 'unavailable', fault: toFault(error) }
  const { source, observedAt } = data
  const value = data.value ?? undefined
  const known = { value, source, observedAt }
  if (error !== null) return { ...known, state: value === undefined ? 'unavailable' : 'stale', fault: toFault(error) }
  return { ...known, state: value === undefined ? data.freshness : lowerByAge(data, judging), fault: data.error }
}

const NOTHING = { value: undefined, source: undefined, observedAt: null, fault: null } as const

/** The chip of a judged answer. */
export function toProvenance({ state, observedAt }: JudgedAnswer<unknown>, intervalMs: number | null): Provenance {
  switch (state) {
    case 'live':
      return { kind: 'observed', at: observedAt, intervalMs }
    case 'cached':
      return observedAt === null ? { kind: 'unknown' } : { kind: 'cached', at: observedAt }
    case 'stale':
      return observedAt === null ? { kind: 'unknown' } : { kind: 'stale', since: observedAt }
    case 'loading':
    case 'unavailable':
    case 'not_configured':
    case 'forbidden':
      return { kind: state }
  }
}

function lowerByAge<T>({ freshness, observedAt }: Sourced<T>, { intervalMs, now, link }: Judging): AnswerState {
  if (freshness !== 'live' && freshness !== 'cached') return freshness
  const at = observedAt === null ? null : Date.parse(observedAt)
  const judged = judgeFreshness({ observedAt: at, intervalMs, now, link })
  if (at === null || judged === 'stale' || judged === 'unknown') return 'stale'
  const isOverdue = intervalMs !== null && now - at > OVERDUE_AFTER_INTERVALS * intervalMs
  return judged === 'cached' || isOverdue ? 'cached' : freshness
}

const isForbidden = (error: Error | null): error is ApiError =>
  error instanceof ApiError && error.failure.kind === 'problem' && error.failure.status === 403

function toFault(error: Error): AnswerFault {
  if (!(error instanceof ApiError)) return { code: 'unreadable', message: error.message }
  const { failure } = error
  return { code: failure.kind === 'problem' ? String(failure.status) : failure.kind, message: error.message }
}
