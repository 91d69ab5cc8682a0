/** Limits and times of the live stream (PROTOCOL "Live stream"). Milliseconds and bytes. */
export const STREAM = {
  subprotocol: 'nobet.v1',
  heartbeatMs: 5_000,
  helloTimeoutMs: 5_000,
  pingIntervalMs: 15_000,
  missedPongs: 2,
  slowReaderMs: 10_000,
  terminateAfterCloseMs: 1_000,
  inboundBytes: 64 * 1024,
  inboundPerSecond: 50,
  badMessages: 10,
  frameBytes: 64 * 1024,
} as const

/** Limits of publishing and reading over HTTP. */
export const HTTP_LIMITS = {
  /** A webhook of 10,000 alerts passes. */
  webhookBytes: 32 * 1024 * 1024,
  eventBytes: 64 * 1024,
  batchBytes: 1024 * 1024,
  batchEvents: 1000,
  readDefault: 100,
  readMax: 1000,
  waitMaxMs: 30_000,
} as const
