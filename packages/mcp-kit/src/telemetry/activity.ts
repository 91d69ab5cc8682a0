import type { MetricsSampled } from '@nobet/contracts'
import type { Clock } from '../clock.ts'

const WINDOW_MS = 60_000
const CALLS_MAX = 6_000

interface Call {
  readonly at: number
  readonly ms: number
  readonly failed: boolean
}

/** What a module did in the last minute, for `mcp.metrics.sampled`. Holds at most 6,000 calls. */
export interface Activity {
  onCall(ms: number, failed: boolean): void
  onCacheRead(hit: boolean): void
  /** Events that will never reach the panel; told in every sample from then on. */
  onEventsDropped(count: number): void
  /** Figures since start or over the last minute, whichever is shorter. Absent means not measured, never zero. */
  sample(): MetricsSampled
}

export function createActivity(clock: Clock): Activity {
  const startedAt = clock.monotonic()
  let eventsDropped = 0
  let calls: Call[] = []
  let reads: { readonly at: number; readonly hit: boolean }[] = []

  return {
    onCall: (ms, failed) => append(calls, { at: clock.monotonic(), ms, failed }),
    onCacheRead: (hit) => append(reads, { at: clock.monotonic(), hit }),
    onEventsDropped(count) {
      eventsDropped += count
    },
    sample() {
      const since = clock.monotonic() - WINDOW_MS
      calls = calls.filter((call) => call.at > since)
      reads = reads.filter((read) => read.at > since)
      const windowMs = Math.round(Math.min(WINDOW_MS, clock.monotonic() - startedAt))
      return {
        windowMs,
        ...(eventsDropped > 0 ? { eventsDropped } : {}),
        ...(windowMs > 0 ? { callsPerMinute: round((calls.length * 60_000) / windowMs) } : {}),
        ...(calls.length > 0 ? describeCalls(calls) : {}),
        ...(reads.length > 0 ? { cacheHitRatio: round(reads.filter((read) => read.hit).length / reads.length) } : {}),
      }
    },
  }
}

function append<T>(list: T[], item: T): void {
  list.push(item)
  if (list.length > CALLS_MAX) list.splice(0, list.length - CALLS_MAX)
}

function describeCalls(calls: readonly Call[]) {
  const sorted = calls.map((call) => call.ms).toSorted((a, b) => a - b)
  return {
    errorRatio: round(calls.filter((call) => call.failed).length / calls.length),
    latencyMs: { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) },
  }
}

/** Nearest rank: an observed value, never an invented one. */
const quantile = (sorted: readonly number[], q: number): number =>
  round(sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0)

const round = (value: number): number => Math.round(value * 1000) / 1000
