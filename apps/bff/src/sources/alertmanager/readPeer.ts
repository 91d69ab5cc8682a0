import { parseJsonWith, PeerAlerts, PeerSilences, type PeerAlert, type PeerSilence } from '@nobet/contracts'
import type { PeerAnswer } from '@nobet/domain/alerts'
import * as z from 'zod/mini'
import type { Gateway, UpstreamOutcome } from '../../upstreams/gateway.ts'

/** Alertmanager forgets its alerts over a restart; Prometheus repeats them within about a minute. */
export const SETTLED_AFTER_MS = 2 * 60_000
/** One that takes longer is not awake: alerts are shown as old then, not waited for. */
const BUDGET_MS = 5_000

const Status = z.looseObject({
  uptime: z.iso.datetime({ offset: true }),
  config: z.optional(z.looseObject({ original: z.string() })),
})

/** What one peer holds, asked just now. */
export interface PeerReading {
  readonly peer: string
  readonly alerts: PeerAnswer<PeerAlert>
  readonly silences: PeerAnswer<PeerSilence>
  /** Since when it runs: another value is another life, without the alerts of the former. */
  readonly startedAt?: string
  /** Its configuration as it runs, YAML, secrets hidden by Alertmanager itself. */
  readonly config?: string
}

/** Asks one peer for everything; its alerts count only when all of it could be read. */
export async function readPeer(gateway: Pick<Gateway, 'ask'>, peer: string, now: number): Promise<PeerReading> {
  const signal = AbortSignal.timeout(BUDGET_MS)
  const get = (path: string) => gateway.ask({ upstream: 'alertmanager', method: 'GET', path, peer, signal })
  const [alerts, silences, status] = await Promise.all([
    get('/api/v2/alerts').then((outcome) => decode(PeerAlerts, outcome)),
    get('/api/v2/silences').then((outcome) => decode(PeerSilences, outcome)),
    get('/api/v2/status').then((outcome) => decode(Status, outcome)),
  ])
  const failed = [alerts, silences, status].find((part) => !part.ok)
  if (!alerts.ok || !silences.ok || !status.ok) {
    const silent = { kind: 'silent', peer, reason: failed?.ok === false ? failed.reason : '' } as const
    return { peer, alerts: silent, silences: silent }
  }
  const settled = now - Date.parse(status.value.uptime) >= SETTLED_AFTER_MS
  const config = status.value.config?.original
  return {
    peer,
    alerts: { kind: 'answered', peer, items: alerts.value, settled },
    silences: { kind: 'answered', peer, items: silences.value },
    startedAt: status.value.uptime,
    ...(config === undefined ? {} : { config }),
  }
}

type Decoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string }

function decode<S extends z.ZodMiniType>(schema: S, outcome: UpstreamOutcome): Decoded<z.infer<S>> {
  if (outcome.kind === 'cancelled') return { ok: false, reason: `no answer in ${BUDGET_MS / 1_000} s` }
  if (outcome.kind !== 'ok')
    return { ok: false, reason: outcome.kind === 'stale' ? outcome.failure.reason : outcome.reason }
  const { status, body } = outcome.answer
  if (status !== 200) return { ok: false, reason: `HTTP ${status}` }
  const parsed = parseJsonWith(schema, body.toString('utf8'))
  if (parsed.ok) return parsed
  const [fault] = parsed.faults
  return {
    ok: false,
    reason: `not the answer of an Alertmanager: ${fault?.path ?? ''} expected ${fault?.expected ?? ''}`,
  }
}
