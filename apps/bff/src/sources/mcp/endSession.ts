import type { Pool } from 'undici'
import type { Clock } from '../../clock.ts'
import type { ProbeBudget, ProbeTarget } from './probeTarget.ts'

/** `none`: the server gave no session. `leaked`: it gave one and did not take it back. */
export type SessionOutcome = 'none' | 'closed' | 'leaked'

export interface SessionEnd {
  readonly pool: Pool
  readonly target: ProbeTarget
  readonly sessionId: string | undefined
  readonly protocolVersion?: string
  readonly clock: Clock
  readonly budget: ProbeBudget
}

/** Already gone counts as closed: 404 says the spec, 400 say servers in the field. */
const GONE: readonly number[] = [400, 404, 410]

/** DELETEs the session of a legacy server, also after a failed climb and in a time of its own. */
export async function endSession(end: SessionEnd): Promise<SessionOutcome> {
  if (end.sessionId === undefined) return 'none'
  const url = new URL(end.target.url)
  const controller = new AbortController()
  const cancel = end.clock.setTimer(() => controller.abort(), end.budget.closeMs)
  try {
    const answer = await end.pool.request({
      path: `${url.pathname}${url.search}`,
      method: 'DELETE',
      headers: {
        'user-agent': 'nobet-probe',
        'mcp-session-id': end.sessionId,
        ...(end.protocolVersion === undefined ? {} : { 'mcp-protocol-version': end.protocolVersion }),
        ...(end.target.token === undefined ? {} : { authorization: `Bearer ${end.target.token}` }),
      },
      signal: controller.signal,
    })
    answer.body.on('error', () => undefined).destroy()
    return answer.statusCode < 300 || GONE.includes(answer.statusCode) ? 'closed' : 'leaked'
  } catch {
    return 'leaked'
  } finally {
    cancel()
  }
}
