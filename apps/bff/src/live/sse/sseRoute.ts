import type { ServerResponse } from 'node:http'
import { type Context, Hono } from 'hono'
import type { AppEnv } from '../../http/appEnv.ts'
import type { EventLog } from '../../log/eventLog.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import { badQuery, mayNotRead, notReady } from '../doorProblems.ts'
import type { Hub } from '../hub/hub.ts'
import type { HubSession } from '../hub/hubSession.ts'
import { readEventQuery } from '../query.ts'
import { createSseLink } from './sseLink.ts'

export interface SseDoorDeps {
  readonly hub: Hub
  readonly log: Pick<EventLog, 'reach'>
  readonly metrics: Metrics
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // `no-transform` keeps every middle man from compressing, which would hold events back.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  // Said here, the server writes chunks as they come instead of waiting to see whether the body is short.
  'transfer-encoding': 'chunked',
} as const

/** `GET /events/stream`: the session of a WebSocket as server-sent events; `Last-Event-ID` wins over `after`. */
export const createSseRoute = ({ hub, log, metrics }: SseDoorDeps): Hono<AppEnv> =>
  new Hono<AppEnv>().get('/events/stream', async (context) => {
    const traceId = context.get('traceId')
    const caller = context.get('caller')
    const read = readEventQuery((name) => context.req.query(name))
    if (!read.ok) {
      metrics.badInput.inc({ door: 'sse', reason: 'bad_query' })
      return badQuery(read.faults, traceId)
    }
    if (caller.publisher !== undefined) return mayNotRead(traceId)
    const admission = hub.admission()
    if (!admission.open) return notReady(admission.retryAfterS, traceId)
    // Nobody reads the body of a HEAD: a session of its own would wait for a reader for ever.
    if (context.req.method === 'HEAD') return new Response(null, { headers: HEADERS })

    const after = context.req.header('last-event-id') || read.query.after
    if (after !== undefined) await log.reach(after)
    if (context.req.raw.signal.aborted) return new Response(null)
    let session: HubSession | undefined
    const { link, body } = createSseLink(outgoingOf(context), {
      onWritable: () => session?.writable(),
      onGone: () => session?.gone(),
    })
    session = hub.open(link, Promise.resolve({ kind: 'caller', caller }))
    if (session === undefined) return notReady(1, traceId)
    const { topics = ['*'], minSeverity } = read.query
    session.begin(caller, { topics, minSeverity, after })
    return new Response(body, { headers: HEADERS })
  })

/** Node's own response: there under the Node server, absent when the app is called directly. */
function outgoingOf(context: Context<AppEnv>): ServerResponse | undefined {
  const env: unknown = context.env
  if (typeof env !== 'object' || env === null || !('outgoing' in env)) return undefined
  // @hono/node-server documents its bindings as { incoming, outgoing }; Hono's environment type does not carry them.
  return env.outgoing as ServerResponse
}
