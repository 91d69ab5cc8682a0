import type { CloudEvent } from '@nobet/contracts'

const BATCH_MEDIA_TYPE = 'application/cloudevents-batch+json'
const EVIDENCE_CHARS = 300
/** Answers about the events themselves (403: a type this module may not publish): sending them again cannot help. */
const REFUSED_STATUSES = new Set([400, 403, 413])

/** What became of one POST. `refused`: these events are at fault. `failed`: the road is; try again. */
export type SendOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfterMs?: number }

export interface SendTarget {
  readonly url: string
  readonly token?: string
  readonly timeoutMs: number
}

/** Posts one CloudEvents batch to the panel. Never rejects: the outcome says what happened. */
export async function sendBatch(
  fetch: typeof globalThis.fetch,
  target: SendTarget,
  events: readonly CloudEvent[],
): Promise<SendOutcome> {
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': BATCH_MEDIA_TYPE,
        ...(target.token === undefined ? {} : { authorization: `Bearer ${target.token}` }),
      },
      body: JSON.stringify(events),
      signal: AbortSignal.timeout(target.timeoutMs),
    })
    return await toOutcome(response)
  } catch (error) {
    return { kind: 'failed', reason: describe(error) }
  }
}

async function toOutcome(response: Response): Promise<SendOutcome> {
  const text = (await response.text()).slice(0, EVIDENCE_CHARS)
  if (response.status === 202 || response.status === 200) return { kind: 'accepted' }
  const reason = `HTTP ${response.status} ${text}`.trim()
  if (REFUSED_STATUSES.has(response.status)) return { kind: 'refused', reason }
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'))
  return { kind: 'failed', reason, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
}

/** Delta-seconds only: the panel sends no dates. */
function readRetryAfter(header: string | null): number | undefined {
  if (header === null || !/^\d{1,6}$/.test(header.trim())) return undefined
  return Number(header) * 1000
}

const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
