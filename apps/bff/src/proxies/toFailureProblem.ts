import type { ProblemOptions } from '../http/problem.ts'
import type { UpstreamFailure, UpstreamId } from '../upstreams/gateway.ts'

const MS_PER_SECOND = 1_000

/** How the panel says that an upstream gave it nothing to pass on. */
export function toFailureProblem(upstream: UpstreamId, failure: UpstreamFailure): ProblemOptions {
  const base = { upstream, detail: `${upstream}: ${failure.reason}` }
  switch (failure.kind) {
    case 'timeout':
      return { ...base, status: 504, code: 'upstream-timeout', title: 'The upstream took too long' }
    case 'refused':
      return { ...base, status: 502, code: 'upstream-refused', title: 'The upstream cannot be reached' }
    case 'tooLarge':
      return { ...base, status: 502, code: 'upstream-too-large', title: 'The answer of the upstream is too large' }
    case 'badPayload':
      return { ...base, status: 502, code: 'upstream-bad-payload', title: 'The upstream did not answer as it should' }
    case 'upstreamError':
      return { ...base, status: 502, code: 'upstream-error', title: 'The upstream failed' }
    case 'circuitOpen':
      return {
        ...base,
        ...later(failure),
        code: 'upstream-left-alone',
        title: 'The upstream is left alone for a moment',
      }
    case 'busy':
      return { ...base, ...later(failure), code: 'upstream-busy', title: 'Too many requests to the upstream' }
    case 'notConfigured':
      return {
        upstream,
        key: failure.key,
        status: 503,
        code: 'upstream-not-configured',
        title: 'The upstream is not configured',
        detail: failure.reason,
      }
  }
}

const later = ({ retryAfterMs }: { readonly retryAfterMs: number }) => ({
  status: 503,
  headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / MS_PER_SECOND))) },
})
