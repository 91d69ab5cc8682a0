import type { Sourced } from '@nobet/contracts'

const MS_PER_SECOND = 1_000

/**
 * How far an answer of one of the proxies may be believed and when it was observed: from `x-nobet-state`, `age` and
 * `date`. `live` with no header: an answer fetched for this request.
 */
export function readState(headers: Headers): Pick<Sourced<unknown>, 'freshness' | 'observedAt'> {
  const said = headers.get('x-nobet-state')
  const freshness = said === 'cached' || said === 'stale' ? said : 'live'
  const sentAt = Date.parse(headers.get('date') ?? '')
  const ageMs = Number(headers.get('age') ?? 0) * MS_PER_SECOND
  if (Number.isNaN(sentAt) || Number.isNaN(ageMs)) return { freshness, observedAt: null }
  return { freshness, observedAt: new Date(sentAt - ageMs).toISOString() }
}
