import { formatCursor, type Recovery } from '@nobet/contracts'
import type { EventLog, LogBounds, LogEntry } from '../../log/eventLog.ts'
import { judgeRecovery } from '../hub/recovery.ts'
import type { EventQuery } from '../query.ts'
import type { EventFilter } from './eventFilter.ts'
import { placeBefore, UNKNOWN } from './placeBefore.ts'
import { scanBackward } from './scanLog.ts'

const STRIDE = { count: 500, bytes: 1024 * 1024 }

/**
 * The whole range as lines of `{cursor, event}`, up to what was the head when it began; with `limit`, what a page of
 * that limit holds. Read from the log as fast as the reader takes it; what the log drops meanwhile becomes a `lagged`
 * line.
 */
export function exportEvents(log: EventLog, bounds: LogBounds, query: EventQuery, matches: EventFilter): Response {
  const start = judgeRecovery(bounds, query.after)
  const before = placeBefore(query.before, bounds)
  const recovery: Recovery = before === 'unknown' ? UNKNOWN : start.recovery
  const from = query.after === undefined ? bounds.first - 1 : start.position
  const until = before === 'unknown' ? from : Math.min((before ?? Number.POSITIVE_INFINITY) - 1, bounds.head)
  const { limit = Number.POSITIVE_INFINITY } = query
  const newest = query.after === undefined && limit !== Number.POSITIVE_INFINITY
  const lines = readLines(log, bounds.epoch, { from, until, limit, newest }, matches)
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await lines.next()
        if (done === true) controller.close()
        else controller.enqueue(Buffer.from(value))
      },
      async cancel() {
        await lines.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': 'attachment; filename="events.ndjson"',
      'cache-control': 'no-store',
      'x-nobet-cursor': formatCursor({ epoch: bounds.epoch, offset: Math.max(until, 0) }),
      'x-nobet-recovery': recovery.state,
      ...(recovery.lost === null ? {} : { 'x-nobet-lost': String(recovery.lost) }),
    },
  })
}

interface Range {
  readonly from: number
  readonly until: number
  readonly limit: number
  /** Which of too many: the newest, or the oldest. */
  readonly newest: boolean
}

async function* readLines(
  log: EventLog,
  epoch: string,
  range: Range,
  matches: EventFilter,
): AsyncGenerator<string, undefined> {
  let { limit } = range
  let from = range.newest ? await findStart(log, range, matches) : range.from
  while (from < range.until && limit > 0 && log.bounds()?.epoch === epoch) {
    const stride = await log.read(from, STRIDE)
    const [first] = stride
    if (first === undefined) return undefined
    if (first.offset > from + 1) yield toGap(epoch, from, Math.min(first.offset - 1, range.until))
    const wanted = stride.filter((entry) => entry.offset <= range.until && matches(entry)).slice(0, limit)
    limit -= wanted.length
    from = stride.at(-1)?.offset ?? range.until
    if (wanted.length > 0) yield toLines(wanted)
    else await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return undefined
}

/** The place before the newest `limit` that match. */
async function findStart(log: EventLog, { until, limit }: Range, matches: EventFilter): Promise<number> {
  const { entries } = await scanBackward(log, matches, { before: until + 1, limit })
  return entries[0] === undefined ? until : entries[0].offset - 1
}

const toLines = (entries: readonly LogEntry[]): string => entries.map((entry) => `${entry.json}\n`).join('')

function toGap(epoch: string, from: number, until: number): string {
  const cursorAt = (offset: number) => formatCursor({ epoch, offset })
  return `${JSON.stringify({ op: 'lagged', from: cursorAt(from), until: cursorAt(until), lost: until - from })}\n`
}
