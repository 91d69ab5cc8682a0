import { type Fault, parseJsonWith } from '@nobet/contracts'
import type * as z from 'zod/mini'

const TIMEOUT_MS = 4_000
const MAX_BYTES = 2 * 1024 * 1024
const EVIDENCE_CHARS = 300

/** What came of asking another service. `text` is the other side's own words, shortened. */
export type JsonOutcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly status: number; readonly text: string }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'too_large'; readonly maxBytes: number }
  | { readonly kind: 'bad_payload'; readonly faults: readonly Fault[] }

export interface JsonRequest<S> {
  readonly url: string
  readonly schema: S
  readonly token?: string
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
}

/** GETs JSON of a known shape, bounded in time and size; redirects are not followed. Never rejects. */
export async function fetchJson<S extends z.ZodMiniType>(
  fetch: typeof globalThis.fetch,
  request: JsonRequest<S>,
): Promise<JsonOutcome<z.infer<S>>> {
  const deadline = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS)
  try {
    const response = await fetch(request.url, {
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
      },
      signal: request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]),
    })
    const text = await readBounded(response)
    if (text === undefined) return { kind: 'too_large', maxBytes: MAX_BYTES }
    if (!response.ok) return { kind: 'refused', status: response.status, text: text.slice(0, EVIDENCE_CHARS) }
    const parsed = parseJsonWith(request.schema, text)
    return parsed.ok ? { kind: 'ok', value: parsed.value } : { kind: 'bad_payload', faults: parsed.faults }
  } catch (error) {
    return { kind: 'unreachable', reason: describe(error) }
  }
}

/** One sentence for people: why there is no answer. */
export function describeFailure(outcome: Exclude<JsonOutcome<unknown>, { kind: 'ok' }>): string {
  switch (outcome.kind) {
    case 'refused':
      return `answered ${outcome.status}: ${outcome.text}`
    case 'unreachable':
      return `does not answer: ${outcome.reason}`
    case 'too_large':
      return `answered more than ${outcome.maxBytes} bytes`
    case 'bad_payload':
      return `answered something else than expected (${outcome.faults[0]?.path ?? ''}: ${outcome.faults[0]?.expected ?? ''})`
  }
}

async function readBounded(response: Response): Promise<string | undefined> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.byteLength
    if (bytes > MAX_BYTES) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message || error.message : error.message
}
