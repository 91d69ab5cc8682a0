import { type Context, Hono } from 'hono'
import type { Clock } from '../../clock.ts'
import type { AppEnv } from '../../http/appEnv.ts'
import type { Journal } from '../../journal/journal.ts'
import type { EventLog } from '../../log/eventLog.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import { type OnSessionEnd, watchCaller } from '../callerLife.ts'
import { badQuery, mayNotRead, notReady, signedOut } from '../doorProblems.ts'
import { readEventQuery } from '../query.ts'
import { createEventFilter } from './eventFilter.ts'
import { exportEvents } from './exportEvents.ts'
import { type EventsAnswer, readEvents } from './readEvents.ts'
import { toVisibleWorld } from './visibleWorld.ts'
import type { Waits } from './waitForChange.ts'

export interface PollDoorDeps {
  readonly log: EventLog
  readonly journal: Journal
  readonly clock: Clock
  readonly metrics: Metrics
  readonly waits: Waits
  readonly onSessionEnd: OnSessionEnd
  readonly reportError: (error: unknown) => void
}

const RETRY_AFTER_S = 1
const NDJSON = /^\s*application\/x-ndjson\s*(;|$)/i

/** `GET /events` (page, long poll or export) and `GET /snapshot`. */
export function createPollRoutes(deps: PollDoorDeps): Hono<AppEnv> {
  const { log, journal, metrics } = deps

  const onEvents = async (context: Context<AppEnv>): Promise<Response> => {
    const traceId = context.get('traceId')
    const caller = context.get('caller')
    const read = readEventQuery((name) => context.req.query(name))
    if (!read.ok) {
      metrics.badInput.inc({ door: 'poll', reason: 'bad_query' })
      return badQuery(read.faults, traceId)
    }
    if (caller.publisher !== undefined) return mayNotRead(traceId)
    if (read.query.after !== undefined) await log.reach(read.query.after)
    const bounds = log.bounds()
    if (bounds === undefined) return notReady(RETRY_AFTER_S, traceId)
    const matches = createEventFilter(caller, read.query)
    if (wantsNdjson(context.req.header('accept'))) return exportEvents(log, bounds, read.query, matches)
    metrics.streamConnections.inc({ transport: 'poll' })
    const life = watchCaller(caller, deps)
    try {
      const query = { ...read.query, waitMs: Math.max(0, Math.min(read.query.waitMs, life.leftMs())) }
      const signal = AbortSignal.any([context.req.raw.signal, life.signal])
      const answer = await readEvents(deps, query, matches, signal).catch((error: unknown) => {
        // What is older than this process holds is read from Redis, which may be away.
        deps.reportError(error)
        return undefined
      })
      if (life.over()) return signedOut(traceId)
      if (answer === undefined) return notReady(RETRY_AFTER_S, traceId)
      metrics.streamDeliveries.inc({ transport: 'poll' }, answer.entries.length)
      return toPage(answer)
    } finally {
      life.release()
      metrics.streamConnections.dec({ transport: 'poll' })
    }
  }

  const onSnapshot = (context: Context<AppEnv>): Response => {
    const caller = context.get('caller')
    if (caller.publisher !== undefined) return mayNotRead(context.get('traceId'))
    const snapshot = journal.snapshot()
    if (snapshot === undefined) return notReady(RETRY_AFTER_S, context.get('traceId'))
    const { cursor, world } = snapshot
    return toJson(JSON.stringify({ cursor, world: toVisibleWorld(caller, world) }))
  }

  return new Hono<AppEnv>().get('/events', onEvents).get('/snapshot', onSnapshot)
}

/** The events are JSON already: the page is written around them. */
function toPage({ entries, cursor, recovery }: EventsAnswer): Response {
  const items = entries.map((entry) => entry.json).join(',')
  return toJson(`{"events":[${items}],"cursor":"${cursor}","recovery":${JSON.stringify(recovery)}}`)
}

const toJson = (body: string): Response =>
  new Response(body, { headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' } })

const wantsNdjson = (accept: string | undefined): boolean =>
  accept?.split(',').some((range) => NDJSON.test(range)) === true
