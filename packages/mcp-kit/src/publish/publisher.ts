import { HTTP_LIMITS } from '@nobet/contracts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Logger } from '../telemetry/logger.ts'
import { createEventQueue, type EventQueue } from './eventQueue.ts'
import { type SendOutcome, type SendTarget, sendBatch } from './sendBatch.ts'
import { type EventDraft, stampEvent } from './stampEvent.ts'

const LINGER_MS = 50
const QUEUE_EVENTS = 5_000
const BATCH_EVENTS = 200
const BACKOFF_MIN_MS = 250
/** Short, because a module talks to one panel: after an outage its events should not be half a minute late. */
const BACKOFF_MAX_MS = 5_000
const SEND_TIMEOUT_MS = 5_000

export const DROP_REASONS = ['overflow', 'refused', 'too_large', 'stopped'] as const
/** `overflow`: the queue was full; `refused`: the panel found it invalid; `stopped`: no time was left to send it. */
export type DropReason = (typeof DROP_REASONS)[number]

export interface PublisherObserver {
  onPublished(count: number): void
  onDropped(reason: DropReason, count: number): void
  onRetry(): void
  onQueued(length: number): void
}

export interface PublisherDeps {
  readonly clock: Clock
  readonly random: Random
  readonly fetch: typeof globalThis.fetch
  readonly logger: Logger
  readonly observer: PublisherObserver
}

export interface PublisherOptions {
  readonly module: string
  /** Base URL of the panel. */
  readonly panelUrl: string
  readonly token?: string
  readonly queueEvents?: number
}

export interface Publisher {
  /** Stamps and queues; never waits and never throws. */
  publish(draft: EventDraft): void
  /** Sends what is queued for at most `timeoutMs`; the rest is counted as dropped. Idempotent. */
  stop(timeoutMs: number): Promise<void>
}

/** Carries events to the panel in order: batched, bounded, retried with full-jitter backoff that honours Retry-After. */
export function startPublisher(deps: PublisherDeps, options: PublisherOptions): Publisher {
  const queue = createEventQueue(options.queueEvents ?? QUEUE_EVENTS)
  const sender = createSender(deps, queue, toTarget(options))
  let stopping: Promise<void> | undefined

  const drop = (reason: DropReason, count: number) => {
    if (count > 0) deps.observer.onDropped(reason, count)
  }
  const flush = async (timeoutMs: number) => {
    await sender.finish(timeoutMs)
    const lost = queue.clear()
    if (lost > 0) deps.logger.warn({ lost }, 'stopped before the panel took all events')
    drop('stopped', lost)
  }

  return {
    publish(draft) {
      if (stopping !== undefined) return drop('stopped', 1)
      const event = stampEvent(draft, options.module, deps)
      if (Buffer.byteLength(JSON.stringify(event)) > HTTP_LIMITS.eventBytes) {
        deps.logger.error({ type: draft.type }, 'event is over the size limit')
        return drop('too_large', 1)
      }
      drop('overflow', queue.push(event).dropped)
      deps.observer.onQueued(queue.length)
      sender.wake()
    },
    stop(timeoutMs) {
      stopping ??= flush(timeoutMs)
      return stopping
    },
  }
}

/** Sends the head of the queue until it is empty; after a failure it waits before it tries again. */
function createSender(deps: PublisherDeps, queue: EventQueue, target: SendTarget) {
  const { clock } = deps
  const judge = createJudge(deps, queue)
  let cancelTimer: (() => void) | undefined
  let sending: Promise<void> | undefined
  let finished = false

  const disarm = () => {
    cancelTimer?.()
    cancelTimer = undefined
  }
  const drain = async () => {
    while (queue.length > 0 && !finished) {
      const batch = queue.take(judge.batchEvents())
      const verdict = judge.settle(batch.length, await sendBatch(deps.fetch, target, batch))
      if (verdict.waitMs > 0) return verdict.waitMs
    }
    return 0
  }
  const run = async () => {
    const waitMs = await drain()
    sending = undefined
    if (queue.length > 0) wake(waitMs)
  }
  const wake = (delayMs = LINGER_MS) => {
    if (cancelTimer !== undefined || sending !== undefined || finished) return
    cancelTimer = clock.setTimer(() => {
      cancelTimer = undefined
      sending = run()
    }, delayMs)
  }

  return {
    wake: () => wake(),
    async finish(timeoutMs: number) {
      disarm()
      await raceDeadline(clock, timeoutMs, Promise.resolve(sending).then(drain))
      finished = true
      disarm()
    },
  }
}

/** Decides what an answer means for the queue. A refused batch is sent again one by one, to find the one at fault. */
function createJudge(deps: PublisherDeps, queue: EventQueue) {
  const { observer, logger } = deps
  let failures = 0
  let isolating = 0

  const remove = (count: number) => {
    queue.settle(count)
    isolating = Math.max(0, isolating - count)
    observer.onQueued(queue.length)
  }
  const onFailed = (outcome: Extract<SendOutcome, { kind: 'failed' }>) => {
    queue.settle(0)
    failures += 1
    observer.onRetry()
    if (failures === 1) logger.warn({ reason: outcome.reason, queued: queue.length }, 'panel does not take events')
    return { waitMs: Math.max(backoffMs(failures, deps.random), outcome.retryAfterMs ?? 0) }
  }
  const onRefused = (count: number, reason: string) => {
    if (count > 1) {
      queue.settle(0)
      isolating = count
      return
    }
    logger.error({ reason }, 'panel refused an event')
    remove(1)
    observer.onDropped('refused', 1)
  }

  return {
    batchEvents: () => (isolating > 0 ? 1 : BATCH_EVENTS),
    settle(count: number, outcome: SendOutcome): { readonly waitMs: number } {
      if (outcome.kind === 'failed') return onFailed(outcome)
      if (failures > 0) logger.info({ queued: queue.length }, 'panel takes events again')
      failures = 0
      if (outcome.kind === 'refused') onRefused(count, outcome.reason)
      else {
        remove(count)
        observer.onPublished(count)
      }
      return { waitMs: 0 }
    },
  }
}

async function raceDeadline(clock: Clock, timeoutMs: number, work: Promise<unknown>): Promise<void> {
  await new Promise<void>((resolve) => {
    const cancel = clock.setTimer(resolve, timeoutMs)
    void work.finally(() => {
      cancel()
      resolve()
    })
  })
}

const toTarget = (options: PublisherOptions): SendTarget => ({
  url: `${options.panelUrl.replace(/\/+$/, '')}/api/v1/events`,
  timeoutMs: SEND_TIMEOUT_MS,
  ...(options.token === undefined ? {} : { token: options.token }),
})

const backoffMs = (failures: number, random: Random): number =>
  Math.max(BACKOFF_MIN_MS, random.unit() * Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** failures))
