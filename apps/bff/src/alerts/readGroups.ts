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
/** The alerts themselves are at hand: how they are grouped is not worth a longer wait. */
const BUDGET_MS = 2_000

/** Reads alerts as Alertmanager groups them: the last known way while it does not say, so that rows do not jump. */
export function createReadGroups(gateway: Pick<Gateway, 'ask'>): () => Promise<readonly AlertGroup[]> {
  let last: readonly AlertGroup[] = []
  return async () => {
    last = (await askGroups(gateway)) ?? last
    return last
  }
}

async function askGroups(gateway: Pick<Gateway, 'ask'>): Promise<AlertGroup[] | undefined> {
  const path = '/api/v2/alerts/groups'
  const signal = AbortSignal.timeout(BUDGET_MS)
  const outcome = await gateway.ask({ upstream: 'alertmanager', method: 'GET', path, cache: CACHE, signal })
  if (outcome.kind !== 'ok' && outcome.kind !== 'stale') return undefined
  const { status, body } = outcome.answer
  const parsed = status === 200 ? parseJsonWith(Groups, body.toString('utf8')) : undefined
  if (parsed?.ok !== true) return undefined
  return parsed.value.map(({ labels, receiver, alerts }) => ({
    key: `${receiver.name}:${JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`,
    labels,
    receiver: receiver.name,
    fingerprints: alerts.map(({ fingerprint }) => fingerprint),
  }))
}
