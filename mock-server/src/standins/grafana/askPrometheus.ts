import { parseJson } from '../http/parseJson.ts'
import { PromAnswer, type PromData } from './queryRequest.ts'

export type PromOutcome =
  | { kind: 'ok'; data: PromData }
  /** Prometheus answered that the query is at fault, or that it could not finish it. */
  | { kind: 'refused'; status: number; error: string }
  /** Nobody answered: 502 as Grafana has it, 504 when the time ran out. */
  | { kind: 'unreachable'; status: number; error: string }

/** One query by POST, as Grafana sends it. */
export async function askPrometheus(url: string, form: URLSearchParams, timeoutMs: number): Promise<PromOutcome> {
  try {
    const answer = await fetch(url, { method: 'POST', body: form, signal: AbortSignal.timeout(timeoutMs) })
    const parsed = PromAnswer.safeParse(parseJson(await answer.text()))
    if (!parsed.success) return { kind: 'refused', status: answer.status, error: `unexpected answer from ${url}` }
    if (parsed.data.status === 'success') return { kind: 'ok', data: parsed.data.data }
    const { errorType, error } = parsed.data
    return { kind: 'refused', status: answer.status, error: `${errorType}: ${error}` }
  } catch (error) {
    return toUnreachable(url, error)
  }
}

function toUnreachable(url: string, error: unknown): PromOutcome {
  const cause = error instanceof Error ? error.cause : undefined
  const said = error instanceof Error ? error.message : String(error)
  if (error instanceof Error && error.name === 'TimeoutError') {
    return { kind: 'unreachable', status: 504, error: `Post "${url}": context deadline exceeded` }
  }
  const refused = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED'
  const reason = refused ? `dial tcp ${new URL(url).host}: connect: connection refused` : said
  return { kind: 'unreachable', status: 502, error: `Post "${url}": ${reason}` }
}
