import type { SilenceRefusal } from '@nobet/domain/alerts'
import type { Context } from 'hono'
import type { AppEnv } from '../http/appEnv.ts'
import { problem } from '../http/problem.ts'
import type { WriteOutcome } from './writeAlertmanager.ts'

type Ask = Context<AppEnv>

const MS_PER_SECOND = 1_000

export const REFUSALS: Readonly<Record<SilenceRefusal, string>> = {
  'no-matcher': 'a silence needs at least one matcher',
  'matches-everything':
    'these matchers hit every alert, or every one without some label; name at least one label and its value',
  'bad-pattern': 'a pattern cannot be read as a regular expression',
  'ends-in-past': 'the silence would end in the past',
  'ends-before-start': 'the silence would end before it begins',
  'too-long': 'a silence may last 30 days at most',
}

export const notOpen = (context: Ask): Response =>
  problem({
    status: 404,
    code: 'no-such-alert',
    title: 'No such open alert',
    detail: `no open alert has the fingerprint ${context.req.param('fingerprint') ?? ''}; it may have been resolved`,
    traceId: context.get('traceId'),
  })

export const forbidden = (context: Ask, detail: string): Response => {
  context.set('denied', 'alerts:module')
  return problem({ status: 403, code: 'forbidden', title: 'Not permitted', detail, traceId: context.get('traceId') })
}

export const refusedSilence = (context: Ask, refusal: SilenceRefusal): Response =>
  problem({
    status: 422,
    code: `silence-${refusal}`,
    title: 'Refused; nothing was silenced',
    detail: REFUSALS[refusal],
    traceId: context.get('traceId'),
  })

/** What Alertmanager said, in its own words; or that it said nothing. */
export function notWritten(context: Ask, outcome: Exclude<WriteOutcome<unknown>, { kind: 'done' }>): Response {
  const base = { traceId: context.get('traceId'), upstream: 'alertmanager', detail: outcome.reason }
  if (outcome.kind === 'refused') {
    // What it would not take is the caller's; that it would not take the panel at all is not.
    const status = [400, 404, 422].includes(outcome.status) ? outcome.status : 502
    return problem({ ...base, status, code: 'alertmanager-refused', title: 'Alertmanager refused' })
  }
  const { key, retryAfterMs } = outcome
  return problem({
    ...base,
    status: 503,
    code: key === undefined ? 'alertmanager-unavailable' : 'not-configured',
    title: key === undefined ? 'Alertmanager cannot be reached; nothing was changed' : 'No Alertmanager is configured',
    ...(key === undefined ? {} : { key }),
    ...(retryAfterMs === undefined
      ? {}
      : { headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / MS_PER_SECOND))) } }),
  })
}
