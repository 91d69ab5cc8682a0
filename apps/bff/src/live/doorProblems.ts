import type { Fault } from '@nobet/contracts'
import { problem } from '../http/problem.ts'

/** The refusals that the HTTP doors of the log share. */
export const badQuery = (errors: readonly Fault[], traceId: string): Response =>
  problem({ status: 400, code: 'bad-query', title: 'The query cannot be understood', errors, traceId })

export const notReady = (retryAfterS: number, traceId: string): Response =>
  problem({
    status: 503,
    code: 'log-unavailable',
    title: 'The event log cannot be read now',
    traceId,
    headers: { 'retry-after': String(retryAfterS) },
  })

export const mayNotRead = (traceId: string): Response =>
  problem({
    status: 403,
    code: 'forbidden',
    title: 'Not permitted',
    detail: "a module's token may publish, not read",
    traceId,
  })

/** The right to the answer ended while it was waited for. */
export const signedOut = (traceId: string): Response =>
  problem({
    status: 401,
    code: 'session-ended',
    title: 'Not authenticated',
    detail: 'the session ended meanwhile; sign in again',
    traceId,
  })
