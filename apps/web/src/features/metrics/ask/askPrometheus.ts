import type { Sourced } from '@nobet/contracts'
import type { Api } from '../../../api/createApi.ts'
import { readState } from '../../../api/readState.ts'
import { QueryError, readRefusal } from './promError.ts'

/** A longer question goes in the body: addresses have limits on the way. */
const ADDRESS_CHARS_MAX = 1_500
/** Above this the answer is given up before it fills the tab. */
const ANSWER_BYTES_MAX = 24 * 1024 * 1024
const PREFIX = '/api/prometheus/api/v1'

/** What came back, with what it cost. `waitedMs`: in this tab, from asking to the last byte. */
export interface Asked {
  readonly body: unknown
  readonly bytes: number
  readonly waitedMs: number
  /** `server-timing` as sent. */
  readonly timing: string | null
  readonly state: Pick<Sourced<unknown>, 'freshness' | 'observedAt'>
}

/** Asks Prometheus through the proxy; a refusal is a `QueryError` with its own words. Aborting reaches Prometheus. */
export async function askPrometheus(
  api: Pick<Api, 'send'>,
  { path, params, signal }: { readonly path: string; readonly params: URLSearchParams; readonly signal: AbortSignal },
): Promise<Asked> {
  const started = performance.now()
  const response = await send(api, { path: `${PREFIX}${path}`, params, signal })
  const { text, bytes } = await readText(response)
  const body = toJson(text)
  if (!response.ok) throw new QueryError(readRefusal(response.status, body))
  return {
    body,
    bytes,
    waitedMs: performance.now() - started,
    timing: response.headers.get('server-timing'),
    state: readState(response.headers),
  }
}

function send(
  api: Pick<Api, 'send'>,
  { path, params, signal }: { readonly path: string; readonly params: URLSearchParams; readonly signal: AbortSignal },
): Promise<Response> {
  const query = params.toString()
  return query.length <= ADDRESS_CHARS_MAX
    ? api.send(`${path}?${query}`, { signal })
    : api.send(path, { method: 'POST', body: params, signal })
}

async function readText(response: Response): Promise<{ readonly text: string; readonly bytes: number }> {
  const reader = response.body?.getReader()
  if (reader === undefined) return { text: '', bytes: 0 }
  const decoder = new TextDecoder()
  const parts: string[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return { text: parts.join('') + decoder.decode(), bytes }
    bytes += value.length
    if (bytes > ANSWER_BYTES_MAX) {
      await reader.cancel()
      throw new QueryError({ kind: 'too_large', message: `> ${ANSWER_BYTES_MAX / 1024 / 1024} MiB` })
    }
    parts.push(decoder.decode(value, { stream: true }))
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
