import type { Sourced } from '@nobet/contracts'
import type { AlertmanagerView } from '../sources/alertmanager/watchPeers.ts'

/** What was read from Alertmanager, with how much that is worth now. */
export function toSourced<T>({ answered, observedAt, peers }: AlertmanagerView, value: T): Sourced<T> {
  const source = 'alertmanager'
  if (peers.length === 0) return { value, source, freshness: 'not_configured', observedAt: null, error: null }
  const at = observedAt === null ? null : new Date(observedAt).toISOString()
  if (answered) return { value, source, freshness: 'live', observedAt: at, error: null }
  const message = peers.map(({ url, error }) => `${url}: ${error ?? 'no answer'}`).join('; ')
  const error = { code: 'alertmanager-unavailable', message }
  return { value, source, freshness: at === null ? 'unavailable' : 'stale', observedAt: at, error }
}
