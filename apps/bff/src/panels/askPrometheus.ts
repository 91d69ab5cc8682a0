import { parseJsonWith, parseWith, PrometheusFault } from '@nobet/contracts'
import type { CachePolicy, Gateway, UpstreamAnswer, UpstreamFailure } from '../upstreams/gateway.ts'

/** In words for an operator: Prometheus' own where it said something. */
export interface AskFault {
  readonly code: string
  readonly message: string
}

export type PrometheusReply =
  | {
      readonly kind: 'answered'
      readonly body: unknown
      readonly freshness: UpstreamAnswer['state']
      /** Epoch milliseconds. */
      readonly observedAt: number
      /** Why it is stale. */
      readonly fault: AskFault | null
    }
  | { readonly kind: 'refused' | 'failed'; readonly fault: AskFault }
  | { readonly kind: 'not_configured'; readonly key: string }
  | { readonly kind: 'cancelled' }

export interface PrometheusQuestion {
  /** Below the address of Prometheus: `/api/v1/query_range`. */
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
  readonly cache?: CachePolicy
  readonly signal: AbortSignal
}

/** One read of Prometheus. `refused`: it understood and said no, which asking again does not change. */
export async function askPrometheus(
  gateway: Pick<Gateway, 'ask'>,
  { path, parameters, cache, signal }: PrometheusQuestion,
): Promise<PrometheusReply> {
  const outcome = await gateway.ask({
    upstream: 'prometheus',
    method: 'GET',
    path: `${path}?${new URLSearchParams(parameters)}`,
    signal,
    ...(cache === undefined ? {} : { cache }),
  })
  switch (outcome.kind) {
    case 'ok':
      return toReply(outcome.answer, null)
    case 'stale':
      return toReply(outcome.answer, toFault(outcome.failure))
    case 'cancelled':
      return { kind: 'cancelled' }
    case 'notConfigured':
      return { kind: 'not_configured', key: outcome.key }
    case 'timeout':
    case 'upstreamError':
    case 'refused':
    case 'tooLarge':
    case 'badPayload':
    case 'circuitOpen':
    case 'busy':
      return { kind: 'failed', fault: toFault(outcome) }
  }
}

function toReply(answer: UpstreamAnswer, fault: AskFault | null): PrometheusReply {
  const { status, state, observedAt } = answer
  const body = readJson(answer)
  if (status === 200) return { kind: 'answered', body, freshness: state, observedAt, fault }
  const said = parseWith(PrometheusFault, body)
  if (said.ok) return { kind: 'refused', fault: { code: said.value.errorType, message: said.value.error } }
  return { kind: 'failed', fault: { code: 'upstreamError', message: `Prometheus answered HTTP ${status}` } }
}

function toFault(failure: UpstreamFailure): AskFault {
  const answer = 'answer' in failure ? failure.answer : undefined
  const said = answer === undefined ? undefined : parseJsonWith(PrometheusFault, answer.body.toString('utf8'))
  return { code: failure.kind, message: said?.ok === true ? said.value.error : failure.reason }
}

function readJson({ body }: UpstreamAnswer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}
