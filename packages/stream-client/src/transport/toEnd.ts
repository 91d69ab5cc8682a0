import { CLOSE } from '@nobet/contracts'
import { readRetryAfter } from '../ladder/backoff.ts'
import type { End, EndKind } from './transport.ts'

const KIND_OF_CLOSE = new Map<number, EndKind>([
  [CLOSE.protocol, 'protocol'],
  [CLOSE.unauthorized, 'unauthorized'],
  [CLOSE.forbidden, 'forbidden'],
  [CLOSE.timeout, 'cut'],
  [CLOSE.tooFastOrSlow, 'busy'],
  [CLOSE.tooLarge, 'protocol'],
])

/** A WebSocket's close to an end; before it was open every unknown code is a refused upgrade. */
export function toEndOfClose(close: { code: number; reason: string }, opened: boolean): End {
  const kind = KIND_OF_CLOSE.get(close.code) ?? (opened ? 'cut' : 'refused')
  const text = close.reason === '' ? describeClose(close.code, opened) : close.reason
  return { kind, code: close.code, text }
}

/** An HTTP answer that is no stream to an end. */
export function toEndOfResponse(response: Response, nowMs: number): End {
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), nowMs)
  return {
    kind: kindOfStatus(response.status),
    code: response.status,
    text: `HTTP ${response.status} ${response.statusText}`.trim(),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  }
}

/** A rejected `fetch` or a broken body to an end. */
export const toEndOfError = (error: unknown, kind: EndKind): End => ({
  kind,
  text: describeError(error),
})

/** Node says what went wrong only in the cause of "fetch failed". */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}

function kindOfStatus(status: number): EndKind {
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 503 || status === 429) return 'busy'
  return status === 400 || status === 422 ? 'protocol' : 'refused'
}

function describeClose(code: number, opened: boolean): string {
  if (code === CLOSE.goingAway || code === CLOSE.restarting) return 'the server is going away'
  return opened ? 'the connection was cut' : 'the upgrade did not pass'
}
