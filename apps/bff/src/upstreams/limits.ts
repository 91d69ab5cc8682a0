import type { Config } from '@nobet/contracts/config'

/** What one request may take and what all of them together may hold: the configured part. Times in milliseconds. */
export type UpstreamLimits = Config['upstreams']

/** The bounds that are no matter of taste. */
export const BOUNDS = {
  /** Longest wait for a place at an upstream; then the caller is told that it is busy. */
  queueWaitMs: 5_000,
  /** Bodies being read from all upstreams together. */
  bytesInFlight: 256 * 1024 * 1024,
  /** A larger answer is passed on and not kept. */
  cachedEntryBytes: 8 * 1024 * 1024,
  /** A larger answer is kept in this process and not shared with the other panels. */
  sharedEntryBytes: 1024 * 1024,
  /** Faults in a row, with no good answer between, that open the circuit. */
  faultsToOpen: 5,
  firstOpenMs: 1_000,
  longestOpenMs: 8_000,
  /** Retries are a tenth of the requests at most, and never more than this at once. */
  retriesSaved: 10,
  retryShare: 0.1,
  /** What a body is worth compressing for. */
  gzipFromBytes: 1_024,
} as const
