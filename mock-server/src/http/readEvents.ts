import { type EventsPage, formatCursor, parseCursor, type Recovery } from '@nobet/contracts'
import { isVisible, type Scope, toItem } from '../live/reader.ts'
import type { MockLogEntry } from '../player/mockLog.ts'
import { judgeResume } from '../player/recovery.ts'
import type { Player } from '../player/startPlayer.ts'
import { json } from './answers.ts'
import type { Call } from './call.ts'
import { readList, readPage, readScope } from './readQuery.ts'

const COMPLETE: Recovery = { state: 'complete', recovered: 0, lost: 0 }
const UNKNOWN: Recovery = { state: 'none', recovered: 0, lost: null }

type IsWanted = (entry: MockLogEntry) => boolean

interface Bounds {
  readonly after: string | undefined
  readonly before: string | undefined
  readonly limit: number
}

/** `GET /events`: always ascending; with `wait` it holds while nothing matches. */
export async function readEvents({ player, caller, request, query }: Call): Promise<Response> {
  const scope = readScope(caller, query)
  if (scope.kind === 'refused') return scope.response
  const page = readPage(query)
  if (page.kind === 'refused') return page.response
  const { limit, waitMs } = page.page
  const bounds = { after: query.get('after') ?? undefined, before: query.get('before') ?? undefined, limit }
  const isWanted = toFilter(scope.scope, query)
  const first = scan(player, bounds, isWanted)
  if (waitMs > 0 && first.events.length === 0 && first.recovery.state === 'complete') {
    await waitForAppend(player, { isWanted, waitMs, signal: request.signal })
    return player.isCut('http') ? Response.error() : json(scan(player, bounds, isWanted))
  }
  return request.headers.get('accept') === 'application/x-ndjson' ? toNdjson(first) : json(first)
}

function scan(player: Player, { after, before, limit }: Bounds, isWanted: IsWanted): EventsPage {
  const { log } = player
  const { epoch, head } = log.bounds()
  const page = (entries: readonly MockLogEntry[], offset: number, recovery: Recovery): EventsPage => ({
    events: entries.map(toItem),
    cursor: formatCursor({ epoch, offset }),
    recovery,
  })
  const upper = before === undefined ? { epoch, offset: head + 1 } : parseCursor(before)
  if (upper?.epoch !== epoch || upper.offset > head + 1) return page([], head, UNKNOWN)
  const until = upper.offset - 1
  if (after === undefined) {
    const entries = log.read(0, until).filter(isWanted).slice(-limit)
    const lowest = entries.length === limit ? entries[0]?.offset : undefined
    return page(entries, before === undefined ? head : (lowest ?? log.bounds().first), COMPLETE)
  }
  const { position, recovery } = judgeResume(log.bounds(), after)
  if (recovery.state === 'none') return page([], head, recovery)
  const entries = log.read(position, until).filter(isWanted).slice(0, limit)
  const last = entries.length === limit ? entries.at(-1)?.offset : undefined
  return page(entries, last ?? Math.max(position, until), recovery)
}

function toFilter(scope: Scope, query: URLSearchParams): IsWanted {
  const types = readList(query, 'types')
  const module = query.get('module')
  const text = query.get('q')?.toLowerCase()
  return (entry) =>
    isVisible(scope, entry) &&
    (types === undefined || types.some((type) => matchesType(type, entry.event.type))) &&
    (module === null || entry.event.module === module) &&
    (text === undefined || JSON.stringify(entry.event).toLowerCase().includes(text))
}

const matchesType = (pattern: string, type: string): boolean =>
  pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type

interface Wait {
  readonly isWanted: IsWanted
  readonly waitMs: number
  readonly signal: AbortSignal
}

/** Settles when something matching was appended, the time is over, the network is cut or the caller has gone. */
function waitForAppend(player: Player, { isWanted, waitMs, signal }: Wait): Promise<void> {
  const { log, clock } = player
  return new Promise((resolve) => {
    let seen = log.bounds().head
    const stops = [
      clock.setTimer(() => finish(), waitMs),
      player.onCut((channels) => channels.includes('http') && finish()),
      log.onAppend(() => {
        const isFound = log.read(seen).some(isWanted)
        seen = log.bounds().head
        if (isFound) finish()
      }),
    ]
    const finish = () => {
      for (const stop of stops) stop()
      signal.removeEventListener('abort', finish)
      resolve()
    }
    signal.addEventListener('abort', finish)
  })
}

const toNdjson = ({ events }: EventsPage): Response =>
  new Response(events.map((item) => `${JSON.stringify(item)}\n`).join(''), {
    headers: { 'content-type': 'application/x-ndjson' },
  })
