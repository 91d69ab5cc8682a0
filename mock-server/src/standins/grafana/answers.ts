import { type Answer, json } from '../http/answer.ts'

/** What Grafana sets on every answer of its own. */
export const OWN_HEADERS = {
  'cache-control': 'no-store',
  'content-type': 'application/json; charset=UTF-8',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'deny',
  'x-xss-protection': '1; mode=block',
} as const

const ACCESS_ERROR_ID = 'ACE0000000000'

export function ok(body: unknown): Answer {
  return json(200, body, OWN_HEADERS)
}

export function fail(status: number, message: string): Answer {
  return json(status, { message }, OWN_HEADERS)
}

export function unauthorized(reason: 'noCredentials' | 'badToken'): Answer {
  const [message, messageId] =
    reason === 'noCredentials' ? ['Unauthorized', 'auth.unauthorized'] : ['Invalid API key', 'api-key.invalid']
  return named(401, message, messageId)
}

/** `needed`: as Grafana words it, `annotations:create` or `any of a, b`. */
export function accessDenied(needed: string): Answer {
  const message = `You'll need additional permissions to perform this action. Permissions needed: ${needed}`
  return json(403, { accessErrorId: ACCESS_ERROR_ID, message, title: 'Access denied' }, OWN_HEADERS)
}

export function badRequest(message: string, messageId: string): Answer {
  return named(400, message, messageId)
}

/** An error with a message id; Grafana's encoder ends these with a new line. */
function named(status: number, message: string, messageId: string): Answer {
  const body = { extra: null, message, messageId, statusCode: status, traceID: '' }
  return { status, headers: OWN_HEADERS, body: `${JSON.stringify(body)}\n` }
}
