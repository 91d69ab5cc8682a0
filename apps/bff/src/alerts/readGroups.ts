import { type AlertGroup, parseJsonWith } from '@nobet/contracts'
import * as z from 'zod/mini'
import type { Gateway } from '../upstreams/gateway.ts'

const Groups = z.array(
  z.looseObject({
    labels: z.record(z.string(), z.string()),
    receiver: z.looseObject({ name: z.string() }),
    alerts: z.array(z.looseObject({ fingerprint: z.string() })),
  }),
)
/** Many screens ask; the groups of a moment ago serve them all, and those of some minutes ago while nobody answers. */
const CACHE = { ttlMs: 2_000, staleMs: 10 * 60_000 }

/** Alerts as Alertmanager groups them; none when it does not say, then the screen groups by name. */
export async function readGroups(gateway: Pick<Gateway, 'ask'>): Promise<AlertGroup[]> {
  const path = '/api/v2/alerts/groups'
  const outcome = await gateway.ask({ upstream: 'alertmanager', method: 'GET', path, cache: CACHE })
  if (outcome.kind !== 'ok' && outcome.kind !== 'stale') return []
  const { status, body } = outcome.answer
  const parsed = status === 200 ? parseJsonWith(Groups, body.toString('utf8')) : undefined
  if (parsed?.ok !== true) return []
  return parsed.value.map(({ labels, receiver, alerts }) => ({
    key: `${receiver.name}:${JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`,
    labels,
    receiver: receiver.name,
    fingerprints: alerts.map(({ fingerprint }) => fingerprint),
  }))
}
