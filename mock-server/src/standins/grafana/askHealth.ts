import { type Answer, json } from '../http/answer.ts'
import { ok, OWN_HEADERS } from './answers.ts'
import type { Datasource } from './datasource.ts'

const PATHS = { prometheus: '/api/v1/query?query=1%2B1', tempo: '/api/echo' } as const
const GOOD = { prometheus: 'Successfully queried the Prometheus API.', tempo: 'Data source is working' } as const
const BAD = {
  prometheus: 'There was an error returned querying the Prometheus API.',
  tempo: 'Tempo echo endpoint returned an error',
} as const

/** `GET /api/datasources/uid/:uid/health`: asks the source itself; 400 when it does not answer well in time. */
export async function askHealth({ type, url }: Datasource, timeoutMs: number): Promise<Answer> {
  const answer = await fetch(`${url}${PATHS[type]}`, { signal: AbortSignal.timeout(timeoutMs) }).catch(() => undefined)
  await answer?.body?.cancel()
  if (answer?.ok === true) return ok({ message: GOOD[type], status: 'OK' })
  return json(400, { message: BAD[type], status: 'ERROR' }, OWN_HEADERS)
}
