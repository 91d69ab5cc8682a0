import { formatCursor } from '@nobet/contracts'
import type { Clock } from '../../clock.ts'
import { leaveUselessConnection } from '../../redis/reconnect.ts'
import type { RedisClient } from '../../redis/redisClient.ts'
import { withDeadline } from '../../redis/withDeadline.ts'
import type { AppendOutcome, Fence } from '../eventLog.ts'
import { APPEND_SCRIPT } from './appendScript.ts'
import { type Block, createBlock } from './block.ts'
import type { LogKeys } from './logKeys.ts'
import type { MirrorPlace } from './mirror.ts'
import { type PreparedEvent, toLines } from './prepareEvent.ts'
import { type AppendReply, readAppended } from './readReply.ts'

const GROUP_EVENTS = 1000
const GROUP_BYTES = 1024 * 1024
const WAITING_EVENTS = 20_000
const WAITING_BYTES = 32 * 1024 * 1024
/** One call runs in Redis while the next is built here. */
const CALLS_IN_FLIGHT = 2
const RETRY_AFTER_MS = 1000

export interface WriterDeps {
  readonly clock: Clock
  readonly client: RedisClient
  readonly keys: LogKeys
  readonly newMark: () => string
  /** The time for the script in place of Redis' own; for tests of age. */
  readonly logTime: (() => number) | undefined
  readonly reportError: (error: unknown) => void
  /** Called with the events that were new, before the outcome is told; resolves when this process can read them. */
  readonly onWritten: (written: Written) => Promise<void>
  /** No append is under way any more. */
  readonly onIdle: () => void
}

export interface WriterLimits {
  readonly events: number
  readonly bytes: number
  readonly ageMs: number
  readonly timeoutMs: number
}

/** A batch as it stands in the log now. */
export interface Written {
  readonly epoch: string
  readonly block: Block | undefined
  /** The events that were new. */
  readonly fresh: readonly PreparedEvent[]
  readonly first: number
  readonly time: number
  readonly askedAt: number
  /** The highest offset that a caller is told. */
  readonly reach: number
}

interface Waiting {
  readonly events: readonly PreparedEvent[]
  readonly bytes: number
  readonly fence: Fence | undefined
  readonly settle: (outcome: AppendOutcome) => void
}

const UNAVAILABLE: AppendOutcome = { kind: 'unavailable', retryAfterMs: RETRY_AFTER_MS }

/** Appends that wait while a call runs go together in the next one: the more load, the larger the batches. */
export function createWriter(deps: WriterDeps, limits: WriterLimits) {
  const { clock, client, keys } = deps
  let waiting: Waiting[] = []
  let waitingEvents = 0
  let waitingBytes = 0
  let inFlight = 0
  let reported: string | undefined

  const takeGroup = (): Waiting[] => {
    const fence = waiting[0]?.fence
    let events = 0
    let bytes = 0
    const end = waiting.findIndex((item, index) => {
      events += item.events.length
      bytes += item.bytes
      return index > 0 && (!isSameFence(item.fence, fence) || events > GROUP_EVENTS || bytes > GROUP_BYTES)
    })
    const group = waiting.splice(0, end < 0 ? waiting.length : end)
    for (const item of group) {
      waitingEvents -= item.events.length
      waitingBytes -= item.bytes
    }
    return group
  }

  const call = async (group: readonly Waiting[], place: MirrorPlace): Promise<void> => {
    const events = group.flatMap((item) => item.events)
    const lines = toLines(events)
    const mark = deps.newMark()
    const askedAt = clock.monotonic()
    const fence = group[0]?.fence
    const args = [
      place.epoch,
      String(place.head),
      fence?.lease ?? '',
      String(fence?.token ?? ''),
      String(limits.events),
      String(limits.bytes),
      String(limits.ageMs),
      deps.logTime === undefined ? '' : String(Math.floor(deps.logTime())),
      mark,
      events.map((event) => event.key).join('\n'),
      lines,
    ]
    const { epoch } = place
    const names = [keys.meta, keys.stream(epoch), keys.known(epoch), keys.index(epoch), keys.fences]
    const reply = readAppended(await withDeadline(clock, limits.timeoutMs, APPEND_SCRIPT.run(client, names, args)))
    reported = undefined
    if (reply.kind !== 'ok') return refuse(group, reply.kind)
    const placed = toPlaced(events, lines, reply, { epoch, mark, arrivedAt: askedAt })
    await deps.onWritten({ ...reply, epoch, askedAt, ...placed })
    let from = 0
    for (const item of group) {
      const offsets = placed.offsets.slice(from, from + item.events.length)
      from += item.events.length
      item.settle({ kind: 'appended', cursors: offsets.map((offset) => formatCursor({ epoch, offset })) })
    }
  }

  const refuse = (group: readonly Waiting[], kind: 'epoch' | 'behind' | 'fenced') => {
    // Another epoch, or a log that fell back: the tail sees it at its next turn, within a second.
    for (const item of group) item.settle(kind === 'fenced' ? { kind } : UNAVAILABLE)
  }

  const flush = (place: () => MirrorPlace | undefined) => {
    while (inFlight < CALLS_IN_FLIGHT && waiting.length > 0) {
      const now = place()
      if (now === undefined) return failAll()
      const group = takeGroup()
      inFlight += 1
      call(group, now)
        .catch((error: unknown) => {
          // Without an answer the events may be in the log or not: sent again they are known by their ids.
          for (const item of group) item.settle(UNAVAILABLE)
          leaveUselessConnection(client, error)
          report(error)
        })
        .finally(() => {
          inFlight -= 1
          flush(place)
          if (inFlight === 0) deps.onIdle()
        })
    }
  }

  /** A refusal by Redis itself, such as no memory left, is said once while it lasts. */
  const report = (error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'ReplyError' || error.message === reported) return
    reported = error.message
    deps.reportError(error)
  }

  const failAll = () => {
    for (const item of waiting) item.settle(UNAVAILABLE)
    waiting = []
    waitingEvents = 0
    waitingBytes = 0
  }

  return {
    append(events: readonly PreparedEvent[], fence: Fence | undefined, place: () => MirrorPlace | undefined) {
      const bytes = events.reduce((sum, event) => sum + event.bytes, 0)
      const full = waitingEvents + events.length > WAITING_EVENTS || waitingBytes + bytes > WAITING_BYTES
      if (full || client.status !== 'ready') return Promise.resolve(UNAVAILABLE)
      return new Promise<AppendOutcome>((settle) => {
        waiting.push({ events, bytes, fence, settle })
        waitingEvents += events.length
        waitingBytes += bytes
        flush(place)
      })
    },
    /** Appends are under way. */
    busy: () => inFlight > 0,
    stop: failAll,
  }
}

const isSameFence = (a: Fence | undefined, b: Fence | undefined) => a?.lease === b?.lease && a?.token === b?.token

interface Stamp {
  readonly epoch: string
  readonly mark: string
  readonly arrivedAt: number
}

function toPlaced(
  events: readonly PreparedEvent[],
  lines: Buffer,
  reply: Extract<AppendReply, { kind: 'ok' }>,
  { epoch, mark, arrivedAt }: Stamp,
) {
  const fresh: PreparedEvent[] = []
  let reach = 0
  const offsets = events.map((event, index) => {
    const duplicate = reply.duplicates.get(index)
    if (duplicate === undefined) fresh.push(event)
    const offset = duplicate ?? reply.base + fresh.length
    reach = Math.max(reach, offset)
    return offset
  })
  if (fresh.length === 0) return { offsets, reach, fresh, block: undefined }
  const block = createBlock({
    first: reply.base + 1,
    last: reply.head,
    chain: mark,
    previous: reply.previous,
    loggedAt: reply.time,
    epoch,
    arrivedAt,
    lines: fresh.length === events.length ? lines : toLines(fresh),
    prepared: fresh,
  })
  return { offsets, reach, fresh, block }
}
