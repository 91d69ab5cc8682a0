import type { SilenceMatcher } from '@nobet/contracts'
import { judgeSilence, type SilenceRefusal } from '@nobet/domain/alerts'

export type Field = 'matchers' | 'time' | 'comment' | 'form'

export interface FieldFault {
  readonly field: Field
  readonly words: string
}

export type FormFaultCode = SilenceRefusal | 'no-label' | 'no-time' | 'no-comment'

/** `early`: worth saying before anybody tries to save. */
export interface FormFault {
  readonly field: Field
  readonly code: FormFaultCode
  readonly early: boolean
}

export interface FormDraft {
  readonly matchers: readonly SilenceMatcher[]
  /** Epoch ms; `undefined`: not a time. */
  readonly startsAt: number | undefined
  readonly endsAt: number | undefined
  readonly comment: string
}

/** The first thing that is wrong, as the server would say it, and where it belongs. `now`: epoch ms. */
export function judgeForm({ matchers, startsAt, endsAt, comment }: FormDraft, now: number): FormFault | undefined {
  if (matchers.some(({ name }) => name === '')) return { field: 'matchers', code: 'no-label', early: false }
  if (startsAt === undefined || endsAt === undefined) return { field: 'time', code: 'no-time', early: true }
  const refusal = judgeSilence(
    { matchers: [...matchers], startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() },
    now,
  )
  if (refusal !== undefined) return { field: PLACES[refusal], code: refusal, early: refusal !== 'no-matcher' }
  return comment.trim() === '' ? { field: 'comment', code: 'no-comment', early: false } : undefined
}

const PLACES: Readonly<Record<SilenceRefusal, Field>> = {
  'no-matcher': 'matchers',
  'matches-everything': 'matchers',
  'bad-pattern': 'matchers',
  'ends-in-past': 'time',
  'ends-before-start': 'time',
  'too-long': 'time',
}

/** The field a problem of the server is about, by the end of its type (`…:silence-ends-in-past`). */
export function fieldOf(type: string): Field {
  const found = Object.entries(PLACES).find(([code]) => type.endsWith(`silence-${code}`))
  return found?.[1] ?? 'form'
}
