import { parseCursor } from '@nobet/contracts'
import type { RedisClient } from '../../redis/redisClient.ts'
import { withDeadline } from '../../redis/withDeadline.ts'
import { createChangeFeed } from '../changeFeed.ts'
import type { AppendOutcome, EventLog, LogBounds } from '../eventLog.ts'
import type { MemoryLogBounds, MemoryLogDeps } from '../memoryLog.ts'
import { PEEK_SCRIPT } from './epochScripts.ts'
import { createHistory } from './history.ts'
import { toLogKeys } from './logKeys.ts'
import { createMirror } from './mirror.ts'
import { prepareEvent } from './prepareEvent.ts'
import { type LogMeta, readMeta } from './readReply.ts'
import { createReaders } from './readers.ts'
import { type EpochChange, startTail } from './tail.ts'
import { createWriter, type Written } from './writer.ts'

const DEFAULT_TIMEOUT_MS = 1500
const DEFAULT_HELD_BYTES = 64 * 1024 * 1024
const UNAVAILABLE: AppendOutcome = { kind: 'unavailable', retryAfterMs: 1000 }

export interface RedisLogDeps extends MemoryLogDeps {
  /** Opens a connection of its own: one writes, one blocks. */
  readonly openRedis: (role: 'write' | 'tail') => RedisClient
  /** The log was lost, whole or in part. */
  readonly onEpoch?: (change: EpochChange) => void
  /** The log became readable and writable, or stopped being so. */
  readonly onLive?: (live: boolean, error?: unknown) => void
  /** Replaces Redis' own clock; for tests of age. Milliseconds. */
  readonly logTime?: () => number
}

export interface RedisLogOptions extends MemoryLogBounds {
  /** Tells several logs in one Redis apart. */
  readonly name?: string
  /** A command without an answer for so long has failed. */
  readonly timeoutMs?: number
  /** What this process keeps in memory of the log's newest; older entries are read from Redis. */
  readonly heldBytes?: number
}

/** The log that several panels share, in Redis Streams. `bounds()` is undefined until it has been read to its head. */
export function startRedisLog(deps: RedisLogDeps, options: RedisLogOptions): EventLog {
  const { clock } = deps
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS
  const keys = toLogKeys(options.name)
  const heldBytes = Math.min(options.bytes, options.heldBytes ?? DEFAULT_HELD_BYTES)
  const mirror = createMirror(clock, { ...options, heldBytes })
  const feed = createChangeFeed(deps.reportError)
  const readers = createReaders(clock)
  const client = deps.openRedis('write')
  const history = createHistory({ clock, client, timeoutMs })
  const mark = createMarks(deps.newEpoch())
  const shared = { clock, keys, logTime: deps.logTime }
  let stopped = false
  let counted = { epoch: '', first: 1 }
  let told: LogBounds | undefined

  const bounds = () => {
    const now = stopped || !tail.isLive() ? undefined : mirror.bounds()
    if (now === undefined) return undefined
    if (counted.epoch === now.epoch && now.first > counted.first) deps.onEvicted?.(now.first - counted.first)
    counted = now
    return now
  }

  const announce = () => {
    const now = bounds()
    // Own appends come twice, by their answer and by the tail; whichever is second has nothing to tell.
    if (now === undefined || (told?.epoch === now.epoch && told.head === now.head)) return
    told = now
    readers.reached(now)
    deps.onLength?.(now.head - now.first + 1)
    feed.announce(now)
  }

  const onWritten = async (written: Written): Promise<void> => {
    const place = mirror.place()
    if (place?.epoch !== written.epoch) return
    const admission = written.block === undefined ? 'known' : mirror.admit(written.block)
    if (written.fresh.length > 0) deps.onAppended?.(written.fresh)
    mirror.note(written, written.askedAt)
    announce()
    const behind = (mirror.place()?.head ?? 0) < written.reach
    if (behind || admission === 'diverged') tail.look()
    // Others wrote in between: what they wrote comes by the tail, and a cursor is told only when it can be read here.
    if (behind) await readers.until(written.epoch, written.reach)
  }

  const tail = startTail(
    {
      ...shared,
      mirror,
      newEpoch: deps.newEpoch,
      client: deps.openRedis('tail'),
      writable: () => client.status === 'ready',
      writing: () => writer.busy(),
      onChange: announce,
      onLive: (live, error) => {
        if (!live) {
          readers.release()
          told = undefined
        }
        deps.onLive?.(live, error)
      },
      onEpoch: (change) => deps.onEpoch?.(change),
    },
    { timeoutMs },
  )
  const writer = createWriter(
    { ...shared, client, newMark: mark, onWritten, onIdle: () => tail.rested(), reportError: deps.reportError },
    { ...options, timeoutMs },
  )
  const writable = () => (stopped || !tail.isLive() ? undefined : mirror.place())
  const place = () => {
    const now = bounds()
    return now === undefined ? undefined : { ...now, stream: keys.stream(now.epoch) }
  }

  const trueHead = createHeadAsk(() => withDeadline(clock, timeoutMs, PEEK_SCRIPT.run(client, [keys.meta], ['0'])))
  const reach = async (cursor: string): Promise<void> => {
    const at = parseCursor(cursor)
    const now = bounds()
    if (at === undefined || now === undefined || at.epoch !== now.epoch || at.offset <= now.head) return
    const said = await trueHead()
    if (said?.epoch !== at.epoch || said.head < at.offset || (bounds()?.head ?? 0) >= at.offset) return
    tail.look()
    await readers.until(at.epoch, at.offset)
  }

  return {
    bounds,
    async append(events, appendOptions) {
      const now = bounds()
      if (now === undefined) return UNAVAILABLE
      if (events.length === 0) return { kind: 'appended', cursors: [] }
      const preparedAt = new Date(clock.now()).toISOString()
      const prepared = events.map((event) => prepareEvent(event, preparedAt))
      return writer.append(prepared, appendOptions?.fence, writable)
    },
    recent: (after, limit) => (bounds() === undefined ? [] : mirror.after(after, limit)),
    async read(after, limit) {
      const now = place()
      if (now === undefined) return []
      return mirror.after(after, limit) ?? history.after(after, limit, now)
    },
    async readBefore(before, limit) {
      const now = place()
      if (now === undefined) return []
      return mirror.before(before, limit) ?? history.before(before, limit, now)
    },
    reach,
    onChange: (listener) => feed.onChange(listener),
    async stop() {
      if (stopped) return
      stopped = true
      feed.clear()
      writer.stop()
      readers.release()
      client.disconnect()
      await tail.stop()
    },
  }
}

/** Asks Redis how far the log goes, once for all who ask at the same time; `undefined` when it does not answer. */
function createHeadAsk(peek: () => Promise<unknown>): () => Promise<LogMeta | undefined> {
  let asking: Promise<LogMeta | undefined> | undefined
  return () => {
    asking ??= peek()
      .then(readMeta, () => undefined)
      .finally(() => {
        asking = undefined
      })
    return asking
  }
}

/** Marks of entries, unique over all panels: equal offsets with unequal marks are two histories. */
function createMarks(instance: string): () => string {
  let made = 0
  return () => {
    made += 1
    return `${instance}.${made}`
  }
}
