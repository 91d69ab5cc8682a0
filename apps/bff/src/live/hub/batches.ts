import { type Cursor, formatCursor } from '@nobet/contracts'
import type { EventLog, LogEntry } from '../../log/eventLog.ts'
import type { Transport } from './link.ts'
import type { OutFrame } from './outFrame.ts'
import type { View } from './view.ts'

const SCAN = { count: 512, bytes: 4 * 1024 * 1024 }
const HELD_BATCHES = 256
const HELD_FRAMES = 64
/** Room for the frame's own words around its events. */
const ENVELOPE_BYTES = 512

/** What one view sees from one position on; shared by every session that stands there. */
export interface Batch {
  readonly epoch: string
  readonly after: number
  /** The last offset looked at: the session's next position. */
  readonly until: number
  readonly entries: readonly LogEntry[]
  /** Finished frames by their `from`: sessions of one view differ in it only until their first events. */
  readonly frames: Map<Cursor, OutFrame>
  /** Transports whose `send` stage this batch has been measured for. */
  readonly measured: Set<Transport>
}

export interface Batches {
  /** The next batch, or `undefined` while it is being fetched: `onReady` is called when it has come. */
  next(view: View, epoch: string, position: number): Batch | undefined
  clear(): void
}

export interface BatchesDeps {
  readonly log: EventLog
  readonly frameBytes: number
  readonly onReady: () => void
  readonly reportError: (error: unknown) => void
}

/** Reads the log for positions, once for all who stand at the same place with the same eyes. */
export function createBatches({ log, frameBytes, onReady, reportError }: BatchesDeps): Batches {
  const held = new Map<string, Batch>()
  /** By view: sessions that keep up all ask for the same one, and find it here without a key being made. */
  const newest = new Map<number, Batch>()
  const fetching = new Set<string>()

  const keep = (key: string, view: View, batch: Batch) => {
    dropOldest(held)
    held.set(key, batch)
    dropOldest(newest)
    newest.set(view.id, batch)
    return batch
  }

  const fetch = async (key: string, view: View, epoch: string, position: number) => {
    fetching.add(key)
    try {
      const entries = await log.read(position, SCAN)
      fetching.delete(key)
      // Nothing came: the next change of the log or the next sweep asks again, so a failing log is not hammered.
      if (!follows(entries, position) || log.bounds()?.epoch !== epoch) return
      keep(key, view, toBatch(entries, view, { epoch, position, frameBytes }))
      onReady()
    } catch (error) {
      fetching.delete(key)
      reportError(error)
    }
  }

  return {
    next(view, epoch, position) {
      const latest = newest.get(view.id)
      if (latest !== undefined && latest.after === position && latest.epoch === epoch) return latest
      const key = `${view.id}/${epoch}/${position}`
      const ready = held.get(key)
      if (ready !== undefined) return ready
      if (fetching.has(key)) return undefined
      const entries = log.recent(position, SCAN)
      if (entries !== undefined && follows(entries, position))
        return keep(key, view, toBatch(entries, view, { epoch, position, frameBytes }))
      if (entries === undefined) void fetch(key, view, epoch, position)
      return undefined
    },
    clear() {
      held.clear()
      newest.clear()
    },
  }
}

/** The log may drop entries between the caller's look at its bounds and this read: a hole is never passed off as all. */
const follows = (entries: readonly LogEntry[], position: number): boolean => entries[0]?.offset === position + 1

function dropOldest<K>(batches: Map<K, Batch>): void {
  const oldest = batches.size < HELD_BATCHES ? undefined : batches.keys().next().value
  if (oldest !== undefined) batches.delete(oldest)
}

interface BatchPlace {
  readonly epoch: string
  readonly position: number
  readonly frameBytes: number
}

function toBatch(scanned: readonly LogEntry[], view: View, { epoch, position, frameBytes }: BatchPlace): Batch {
  const entries: LogEntry[] = []
  let bytes = ENVELOPE_BYTES
  let until = 0
  for (const entry of scanned) {
    if (view.sees(entry)) {
      bytes += entry.bytes + 1
      if (entries.length > 0 && bytes > frameBytes) break
      entries.push(entry)
    }
    until = entry.offset
  }
  return { epoch, after: position, until, entries, frames: new Map(), measured: new Set() }
}

/** The `events` frame of a batch; made once for each `from`. */
export function toEventsFrame(batch: Batch, from: Cursor): OutFrame {
  const ready = batch.frames.get(from)
  if (ready !== undefined) return ready
  const frame = writeFrame(batch, from, formatCursor({ epoch: batch.epoch, offset: batch.until }), '')
  if (batch.frames.size < HELD_FRAMES) batch.frames.set(from, frame)
  return frame
}

/** The answer to a `subscribe … after`: the same fields and `recovery`; it moves nothing, so it carries no id. */
export function toReplayFrame(
  part: Pick<Batch, 'entries'>,
  from: Cursor,
  until: Cursor,
  id: string | number,
): OutFrame {
  const { op, json } = writeFrame(part, from, until, `"recovery":${JSON.stringify(id)},`)
  return { op, json }
}

function writeFrame(batch: Pick<Batch, 'entries'>, from: Cursor, until: Cursor, extra: string): OutFrame {
  const items = batch.entries.map((entry) => entry.json).join(',')
  const text = `{"op":"events",${extra}"from":"${from}","until":"${until}","events":[${items}]}`
  return { op: 'events', json: Buffer.from(text), id: until }
}
