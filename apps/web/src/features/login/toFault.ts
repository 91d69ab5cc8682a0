import { problemCode } from '@nobet/contracts'
import type { Messages } from '../../i18n/messages.ts'
import { ApiError } from '../../api/apiError.ts'

type FaultName = keyof Messages['login']['faults']

const KNOWN: readonly FaultName[] = [
  'unauthorized',
  'session-ended',
  'token-malformed',
  'token-signature',
  'token-expired',
  'token-not-yet-valid',
  'token-issuer',
  'token-audience',
  'token-claims',
  'too-many-attempts',
  'too-many-sessions',
  'cannot-authenticate',
  'needs-https',
]

export interface Fault {
  readonly name: FaultName
  readonly detail: string
}

/** Which words tell a failed sign-in; what the server says in English only is told as a detail. */
export function toFault(error: Error): Fault {
  const detail = error.message
  if (!(error instanceof ApiError)) return { name: 'other', detail }
  const { failure } = error
  if (failure.kind === 'unreachable') return { name: 'unreachable', detail }
  if (failure.kind !== 'problem') return { name: 'other', detail }
  const code = failure.problem === undefined ? '' : problemCode(failure.problem)
  if (failure.status === 403 && code === 'forbidden') return { name: 'publisher', detail }
  return { name: KNOWN.find((known) => known === code) ?? 'other', detail }
}
