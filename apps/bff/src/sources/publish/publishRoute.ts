import { type CloudEvent, HTTP_LIMITS } from '@nobet/contracts'
import { mayPublish } from '@nobet/domain/access'
import { type Context, Hono } from 'hono'
import type { Clock } from '../../clock.ts'
import type { AppEnv } from '../../http/appEnv.ts'
import { type ProblemOptions, problem } from '../../http/problem.ts'
import type { AppendOutcome, EventLog } from '../../log/eventLog.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import { describe, tracesOf } from '../../telemetry/traceLog.ts'
import { noTracer, type Tracer } from '../../telemetry/tracer.ts'
import { judgeContentMode } from './contentMode.ts'
import { decodeRequest } from './decodeRequest.ts'
import { readBody } from './readBody.ts'

export interface PublishDeps {
  readonly log: EventLog
  readonly clock: Clock
  readonly metrics: Metrics
  readonly tracer?: Tracer
}

type Accepted = { readonly ok: true; readonly events: readonly CloudEvent[] }
type Refused = { readonly ok: false; readonly refusal: Omit<ProblemOptions, 'traceId'> }

const PUBLISH_ATTRIBUTES = {
  'messaging.system': 'nobet',
  'messaging.destination.name': 'events',
  'messaging.operation.name': 'publish',
  'messaging.operation.type': 'send',
} as const
const TRACEPARENT = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/

/** `POST /events`: the CloudEvents HTTP binding, one event or a batch, all or nothing. */
export function createPublishRoute({ log, clock, metrics, tracer = noTracer }: PublishDeps): Hono<AppEnv> {
  const refuse = (context: Context<AppEnv>, refusal: Refused['refusal']): Response => {
    metrics.badInput.inc({ door: 'publish', reason: refusal.code })
    return problem({ ...refusal, traceId: context.get('traceId') })
  }

  return new Hono<AppEnv>().post('/events', async (context) => {
    const startedAt = clock.monotonic()
    const read = await readEvents(context.req.raw)
    if (!read.ok) return refuse(context, read.refusal)
    const caller = context.get('caller')
    const denied = read.events.findIndex((event) => !mayPublish(caller, event))
    if (denied >= 0) {
      context.set('denied', 'events:publish')
      return refuse(context, toForbidden(caller.name, denied, read.events[denied]))
    }
    const outcome = await publish({ log, tracer }, read.events, context.req.header('traceparent'))
    switch (outcome.kind) {
      case 'appended':
        measureAppend(metrics, read.events[0], clock.monotonic() - startedAt)
        return context.json({ cursors: outcome.cursors }, 202)
      case 'unavailable':
        return refuse(context, toUnavailable(outcome.retryAfterMs))
      case 'fenced':
        return refuse(context, toUnavailable(0))
    }
  })
}

function publish(
  { log, tracer }: Required<Pick<PublishDeps, 'log' | 'tracer'>>,
  events: readonly CloudEvent[],
  header: string | undefined,
): Promise<AppendOutcome> {
  const traces = tracesOf(events)
  const spec = {
    name: 'publish events',
    kind: 'server',
    parent: header ?? traces[0],
    links: traces,
    attributes: { ...PUBLISH_ATTRIBUTES, ...describe(events) },
  } as const
  return tracer.run(spec, (span) => log.append(withTrace(events, span.traceparent ?? header)))
}

async function readEvents(request: Request): Promise<Accepted | Refused> {
  const mode = judgeContentMode(request.headers)
  if (mode === undefined) return { ok: false, refusal: UNSUPPORTED }
  const body = await readBody(request, mode.maxBytes)
  if (body.kind === 'tooLarge') return { ok: false, refusal: tooLarge(`at most ${mode.maxBytes} bytes`) }
  if (body.kind === 'notUtf8') return { ok: false, refusal: invalid([{ path: '', expected: 'UTF-8 text' }]) }
  const decoded = decodeRequest(mode, request.headers, body.text)
  switch (decoded.kind) {
    case 'events':
      return { ok: true, events: decoded.events }
    case 'invalid':
      return { ok: false, refusal: invalid(decoded.faults) }
    case 'tooLarge':
      return { ok: false, refusal: tooLarge(decoded.detail) }
  }
}

/** An event keeps the trace it names; one that names none belongs to the trace of its request. */
function withTrace(events: readonly CloudEvent[], traceparent: string | undefined): readonly CloudEvent[] {
  if (traceparent === undefined || !TRACEPARENT.test(traceparent)) return events
  return events.map((event) => (event.traceparent === undefined ? { ...event, traceparent } : event))
}

function measureAppend(metrics: Metrics, first: CloudEvent | undefined, ms: number): void {
  const traceId = first?.traceparent?.split('-')[1]
  metrics.eventDelivery.observe({
    labels: { transport: 'http', stage: 'append' },
    value: ms / 1000,
    ...(traceId === undefined ? {} : { exemplarLabels: toExemplar(traceId) }),
  })
}

/** The library types an exemplar's labels as if they were the metric's own. */
const toExemplar = (traceId: string): Record<string, string> => ({ trace_id: traceId })

const UNSUPPORTED = {
  status: 415,
  code: 'unsupported-media-type',
  title: 'Not a CloudEvents request',
  detail:
    'Send application/cloudevents+json, application/cloudevents-batch+json, or application/json with ce-* headers; UTF-8',
}

const tooLarge = (detail: string) => ({
  status: 413,
  code: 'too-large',
  title: 'Too large',
  detail: `${detail}; an event is at most ${HTTP_LIMITS.eventBytes} bytes, a batch ${HTTP_LIMITS.batchBytes}`,
})

const invalid = (errors: NonNullable<ProblemOptions['errors']>) => ({
  status: 400,
  code: 'invalid-event',
  title: 'Not a valid CloudEvent; nothing was published',
  errors,
})

const toForbidden = (name: string, index: number, event: CloudEvent | undefined) => ({
  status: 403,
  code: 'forbidden',
  title: 'Not permitted; nothing was published',
  detail: `${name} may not publish ${event?.type} of module ${event?.module ?? '(none)'} (event ${index})`,
})

const toUnavailable = (retryAfterMs: number) => ({
  status: 503,
  code: 'log-unavailable',
  title: 'The event log cannot be written now; nothing was published',
  headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) },
})
