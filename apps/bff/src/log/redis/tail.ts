import type { Clock } from '../../clock.ts'
import { leaveUselessConnection, reconnect } from '../../redis/reconnect.ts'
import type { RedisClient } from '../../redis/redisClient.ts'
import { withDeadline } from '../../redis/withDeadline.ts'
import { PEEK_SCRIPT, RENEW_SCRIPT } from './epochScripts.ts'
import type { LogKeys } from './logKeys.ts'
import type { Mirror, MirrorPlace } from './mirror.ts'
import { type LogMeta, readMeta, readStream } from './readReply.ts'

const BLOCK_MS = 1000
const READ_ENTRIES = 100
const RETRY_MS = 100

export interface TailDeps {
  readonly clock: Clock
  readonly client: RedisClient
  readonly keys: LogKeys
  readonly mirror: Mirror
  readonly newEpoch: () => string
  /** Whether the connection that writes is there. */
  readonly writable: () => boolean
  /** Whether own appends are under way. */
  readonly writing: () => boolean
  readonly logTime: (() => number) | undefined
  /** Blocks came, the epoch changed, or the mirror became live. */
  readonly onChange: () => void
  readonly onLive: (live: boolean, error?: unknown) => void
  readonly onEpoch: (change: EpochChange) => void
}

/** `lost`: positions of the old epoch that this process knew and that the new one does not hold. */
export interface EpochChange {
  readonly from: string
  readonly to: string
  readonly lost: number
}

/** Follows the log: reads to its head without blocking, is live from then on, and looks at the epoch every turn. */
export function startTail(deps: TailDeps, { timeoutMs }: { readonly timeoutMs: number }) {
  const { clock, client, keys, mirror } = deps
  let state: 'reading' | 'live' | 'away' = 'reading'
  let stopped = false
  let wakeUp: (() => void) | undefined
  let endRest: (() => void) | undefined
  let mustRead = false

  const become = (next: typeof state, error?: unknown) => {
    if (state === next) return
    state = next
    deps.onLive(next === 'live', error)
  }

  const renew = async (expected: string) => {
    become('reading')
    const next = deps.newEpoch()
    const of = (epoch: string) => [keys.stream(epoch), keys.known(epoch), keys.index(epoch)]
    const names = [keys.meta, ...of(expected === '' ? next : expected), ...of(next)]
    await withDeadline(clock, timeoutMs, RENEW_SCRIPT.run(client, names, [expected, next]))
  }

  const adopt = (meta: LogMeta, seen: MirrorPlace | undefined) => {
    const held = mirror.bounds()
    become('reading')
    mirror.reset(meta.epoch, meta)
    if (seen === undefined || held === undefined) return
    const survived = meta.previous === seen.epoch ? meta.begin : held.first - 1
    deps.onEpoch({
      from: seen.epoch,
      to: meta.epoch,
      lost: Math.max(0, held.head - Math.max(survived, held.first - 1)),
    })
  }

  const read = (seen: MirrorPlace): Promise<unknown> => {
    const from = [keys.stream(seen.epoch), `${seen.head}-0`] as const
    if (state === 'live') return client.xread('COUNT', READ_ENTRIES, 'BLOCK', BLOCK_MS, 'STREAMS', ...from)
    return client.xread('COUNT', READ_ENTRIES, 'STREAMS', ...from)
  }

  /** `false` when what came does not continue what is known: history was rewritten, or entries are missing. */
  const follow = (reply: unknown, seen: MirrorPlace, meta: LogMeta): boolean => {
    const blocks = readStream(reply, { epoch: seen.epoch, arrivedAt: clock.monotonic() })
    if (blocks.length === 0 && meta.head > (mirror.place()?.head ?? 0)) {
      if (meta.first <= meta.head) return false
      mirror.skipTo(meta.head, meta.chain)
    }
    for (const block of blocks) {
      let admission = mirror.admit(block)
      if (admission === 'gap') {
        // What lay between was dropped while this process did not look: readers are told how much.
        mirror.skipTo(block.first - 1, block.previous)
        admission = mirror.admit(block)
      }
      if (admission === 'diverged') return false
    }
    return true
  }

  /** The answers to own appends bring what is new, and say when others wrote: reading would bring it once more. */
  const rest = () =>
    new Promise<null>((resolve) => {
      const cancel = clock.setTimer(() => endRest?.(), BLOCK_MS)
      endRest = () => {
        endRest = undefined
        cancel()
        resolve(null)
      }
    })

  const turn = async (): Promise<void> => {
    const seen = mirror.place()
    const resting = state === 'live' && !mustRead && deps.writing()
    mustRead = false
    const askedAt = clock.monotonic()
    const logTime = deps.logTime === undefined ? '' : String(Math.floor(deps.logTime()))
    const peeking = PEEK_SCRIPT.run(client, [keys.meta], [logTime])
    const reading = seen === undefined ? Promise.resolve(null) : resting ? rest() : read(seen)
    const [peeked, reply] = await withDeadline(clock, BLOCK_MS + timeoutMs, Promise.all([peeking, reading]))
    if (stopped) return
    const meta = readMeta(peeked)
    if (meta.epoch === '') return renew('')
    if (seen === undefined || meta.epoch !== seen.epoch) return adopt(meta, seen)
    if (isRewritten(seen, meta) || !(resting || follow(reply, seen, meta))) return renew(seen.epoch)
    mirror.note(meta, askedAt)
    const caughtUp = (mirror.place()?.head ?? 0) >= meta.head
    const moved = mirror.place()?.head !== seen.head
    if (caughtUp && state !== 'live') become('live')
    else if (!moved) return
    deps.onChange()
  }

  const pause = () =>
    new Promise<void>((resolve) => {
      const cancel = clock.setTimer(() => wakeUp?.(), RETRY_MS)
      wakeUp = () => {
        wakeUp = undefined
        cancel()
        client.off('ready', connected)
        resolve()
      }
      const connected = () => wakeUp?.()
      client.once('ready', connected)
    })

  const run = async () => {
    let failingSince: number | undefined
    while (!stopped) {
      try {
        // Live means read and write: who is told 503 for the one is told so for the other.
        if (state !== 'live' && !deps.writable()) throw new Error('no connection to Redis yet')
        await turn()
        failingSince = undefined
      } catch (error) {
        if (stopped) return
        const now = clock.monotonic()
        failingSince ??= now
        const patienceEnded = now - failingSince > timeoutMs
        if (state === 'live' || patienceEnded) become('away', error)
        leaveUselessConnection(client, error)
        if (patienceEnded) {
          // It answers nonsense, or hangs while greeting: another connection may lead elsewhere.
          reconnect(client)
          failingSince = now
        }
        await pause()
      }
    }
  }

  const done = run()
  return {
    isLive: () => state === 'live' && !stopped,
    /** Others wrote: read now. */
    look() {
      mustRead = true
      endRest?.()
    },
    /** No own append is under way: what comes now comes by reading. */
    rested: () => endRest?.(),
    stop() {
      stopped = true
      wakeUp?.()
      endRest?.()
      client.disconnect()
      return done
    },
  }
}

/** Behind what this process has read, or another entry in its place: a tail was lost. */
const isRewritten = (seen: MirrorPlace, meta: LogMeta): boolean =>
  meta.head < seen.head || (meta.head === seen.head && seen.chain !== undefined && meta.chain !== seen.chain)
