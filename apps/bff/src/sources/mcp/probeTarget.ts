/** One module as configured. The URL comes from configuration alone, never from the wire. */
export interface ProbeTarget {
  readonly id: string
  /** As configured; else the server's own title is shown, else the id. */
  readonly title?: string
  readonly url: string
  /** Bearer token, when the server wants one. */
  readonly token?: string
}

/** How long each step of a probe may take, in milliseconds, and how much it may read. */
export interface ProbeBudget {
  readonly dnsMs: number
  readonly tcpMs: number
  readonly tlsMs: number
  /** To the headers of the first answer. */
  readonly httpMs: number
  readonly discoverMs: number
  readonly listMs: number
  /** The whole climb; below two intervals, or a slow module would look unobserved. */
  readonly totalMs: number
  /** For ending a legacy session, on top of the climb. */
  readonly closeMs: number
  readonly bytes: number
  /** A listing slower than this makes a module `degraded`. */
  readonly slowListMs: number
}

export const PROBE_BUDGET: ProbeBudget = {
  dnsMs: 1_000,
  tcpMs: 1_000,
  tlsMs: 2_000,
  httpMs: 3_000,
  discoverMs: 3_000,
  listMs: 4_000,
  totalMs: 7_000,
  closeMs: 1_500,
  bytes: 8 * 1024 * 1024,
  slowListMs: 2_000,
}

/** Of each kind of thing in a catalogue so many are kept; what is beyond is counted and said. */
export const CATALOGUE_ITEMS_MAX = 1_000
export const CATALOGUE_PAGES_MAX = 50
