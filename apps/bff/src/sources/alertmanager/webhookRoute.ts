import { createHash, timingSafeEqual } from 'node:crypto'
import { type Fault, HTTP_LIMITS, parseJsonWith, Webhook, type WebhookStored, type World } from '@nobet/contracts'
import { inEpisode, toFacts } from '@nobet/domain/alerts'
import { type Context, Hono } from 'hono'
import type { Clock } from '../../clock.ts'
import type { AppEnv } from '../../http/appEnv.ts'
import { type ProblemOptions, problem } from '../../http/problem.ts'
import type { EventLog } from '../../log/eventLog.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import { readBody } from '../publish/readBody.ts'
import { toAlertEvent } from './translate.ts'

const PATH = '/hooks/alertmanager'
const BATCH_EVENTS = 500
const MS_PER_SECOND = 1_000

export interface WebhookDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly log: Pick<EventLog, 'append'>
  readonly metrics: Metrics
  readonly world: () => World | undefined
  /** Unset: the door stays shut. */
  readonly token: string | undefined
  /** Alertmanager left some out: they must be fetched. */
  readonly onTruncated: () => void
  readonly onReceived: (types: readonly string[]) => void
  readonly onRefused: (alertname: string) => void
}

/** `POST /hooks/alertmanager`, webhook version 4. It is answered 2xx only once the log holds every transition in it. */
export function createWebhookRoute(deps: WebhookDeps): Hono<AppEnv> {
  const refuse = (context: Context<AppEnv>, refusal: ProblemOptions): Response => {
    deps.metrics.badInput.inc({ door: 'alertmanager', reason: refusal.code })
    return problem({ ...refusal, traceId: context.get('traceId') })
  }
  return new Hono<AppEnv>().post(PATH, async (context) => {
    if (deps.token === undefined) return refuse(context, SHUT)
    if (!isBearer(context.req.header('authorization'), deps.token)) {
      context.set('denied', UNAUTHORIZED.code)
      return refuse(context, UNAUTHORIZED)
    }
    const body = await readBody(context.req.raw, HTTP_LIMITS.webhookBytes)
    if (body.kind === 'tooLarge') return refuse(context, TOO_LARGE)
    const parsed =
      body.kind === 'text'
        ? parseJsonWith(Webhook, body.text)
        : { ok: false as const, faults: [{ path: '', expected: 'UTF-8 text' }] }
    if (!parsed.ok) return refuse(context, toInvalid(parsed.faults))
    const outcome = await store(deps, parsed.value)
    return outcome.kind === 'stored'
      ? context.json({ stored: outcome.count } satisfies WebhookStored)
      : refuse(context, toUnavailable(outcome.retryAfterMs))
  })
}

type Stored =
  | { readonly kind: 'stored'; readonly count: number }
  | { readonly kind: 'away'; readonly retryAfterMs: number }

async function store(deps: WebhookDeps, webhook: Webhook): Promise<Stored> {
  const open = deps.world()?.alerts ?? {}
  const facts = toFacts(webhook).map((fact) => inEpisode(fact, open[fact.data.fingerprint]))
  const now = deps.clock.now()
  const events = facts.flatMap((fact) => {
    const event = toAlertEvent(fact, now)
    if (event === undefined) deps.onRefused(fact.data.alertname)
    return event ?? []
  })
  for (let at = 0; at < events.length; at += BATCH_EVENTS) {
    const outcome = await deps.log.append(events.slice(at, at + BATCH_EVENTS))
    if (outcome.kind !== 'appended') {
      return { kind: 'away', retryAfterMs: outcome.kind === 'unavailable' ? outcome.retryAfterMs : 0 }
    }
  }
  deps.onReceived(events.map(({ type }) => type))
  if (webhook.truncatedAlerts > 0) deps.onTruncated()
  return { kind: 'stored', count: events.length }
}

/** Hashed first: equal lengths, so the comparison tells nothing by its time. */
function isBearer(header: string | undefined, token: string): boolean {
  const [, given] = /^Bearer (\S+)$/i.exec(header ?? '') ?? []
  return given !== undefined && timingSafeEqual(digest(given), digest(token))
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const SHUT: ProblemOptions = {
  status: 503,
  code: 'not-configured',
  title: 'This door is shut',
  detail: 'no token for Alertmanager is configured',
  key: 'alertmanager.webhookToken',
}

const UNAUTHORIZED: ProblemOptions = {
  status: 401,
  code: 'unauthorized',
  title: 'Not signed in',
  detail: 'expected the bearer token that alertmanager.webhookToken (NOBET_WEBHOOK_TOKEN) names',
  headers: { 'www-authenticate': 'Bearer' },
}

const TOO_LARGE: ProblemOptions = {
  status: 413,
  code: 'too-large',
  title: 'Body too large',
  detail: `a webhook may have ${HTTP_LIMITS.webhookBytes} bytes; set max_alerts in Alertmanager's webhook_configs`,
}

const toInvalid = (errors: readonly Fault[]): ProblemOptions => ({
  status: 400,
  code: 'invalid-webhook',
  title: 'Not a webhook of Alertmanager, version 4; nothing was stored',
  errors: errors.slice(0, 20),
})

const toUnavailable = (retryAfterMs: number): ProblemOptions => ({
  status: 503,
  code: 'log-unavailable',
  title: 'The event log cannot be written now; send it again',
  headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / MS_PER_SECOND))) },
})
