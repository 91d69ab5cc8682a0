import type { AuthOutcome } from '../access/authenticator.ts'
import type { ProblemOptions } from './problem.ts'

const MS_PER_SECOND = 1_000

/** How an HTTP door says that it does not know, or cannot find out, who is asking. */
export function toAuthProblem(outcome: Exclude<AuthOutcome, { kind: 'caller' }>): ProblemOptions {
  switch (outcome.kind) {
    case 'unauthorized': {
      const headers = { 'www-authenticate': 'Bearer realm="nobet"' }
      const { reason: detail, fault: code = 'unauthorized' } = outcome
      return { status: 401, code, title: 'Not authenticated', detail, headers }
    }
    case 'limited':
      return {
        status: 429,
        code: 'too-many-attempts',
        title: 'Too many refused tokens from this address',
        headers: retryAfter(outcome.retryAfterMs),
      }
    case 'unavailable':
      return {
        status: 503,
        code: 'cannot-authenticate',
        title: 'Tokens cannot be judged now',
        detail: outcome.reason,
        headers: retryAfter(outcome.retryAfterMs),
      }
  }
}

const retryAfter = (ms: number) => ({ 'retry-after': String(Math.max(1, Math.ceil(ms / MS_PER_SECOND))) })
