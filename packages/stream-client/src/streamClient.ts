import type { Cursor, Role, Severity } from '@nobet/contracts'
import type { Clock } from './clock.ts'
import type { EventBatch, Gap } from './link/gap.ts'
import type { LinkReport } from './link/linkState.ts'
import type { Fetch, Transport } from './transport/transport.ts'
import type { CreateWebSocket } from './wire/socketLike.ts'

/** What the surroundings can tell: the machine woke, the tab came back, the network is up again. */
export interface LinkEnvironment {
  /** The answer takes the listener off. */
  onWake(listener: () => void): () => void
}

export interface StreamClientDeps {
  readonly createWebSocket: CreateWebSocket
  readonly fetch: Fetch
  readonly clock: Clock
  /** In `[0, 1)`. */
  readonly random: () => number
  readonly environment?: LinkEnvironment
  /** A listener of the owner threw. Without it the exception surfaces as an uncaught one; the link goes on. */
  readonly reportFault?: (error: unknown) => void
}

export interface StreamClientOptions {
  /** Absolute, with the base path: `https://panel.example/nobet/`. */
  readonly baseUrl: string
  readonly topics: readonly string[]
  /** Default `debug`. */
  readonly minSeverity?: Severity
  /** Where the owner's snapshot was true; without it the stream begins at the head. */
  readonly after?: Cursor
  /** Only heeded by a server with `auth=none`. */
  readonly role?: Role
  /** Asked anew for each try, so that a renewed token is used. Browsers with a session cookie need none. */
  readonly token?: string | (() => string | undefined)
  readonly client?: { readonly name: string; readonly version?: string }
  readonly onEvents: (batch: EventBatch) => void
  readonly onGap?: (gap: Gap) => void
  /** Something is lost for good: deltas no longer add up to the world, take a snapshot. */
  readonly onResync?: (gap: Gap) => void
}

/** One live link that keeps itself up; see the package's README for its behaviour. */
export interface StreamClient {
  /** The present state and counts; the same object until something changes. */
  readonly report: () => LinkReport
  /** Told of each change, counts at most once a second. The answer takes the listener off. */
  readonly onState: (listener: (report: LinkReport) => void) => () => void
  /** For diagnosis: this transport and no other, until `undefined` lets the ladder choose again. */
  readonly force: (transport: Transport | undefined) => void
  /** Tries at once, from the top. What is connected is kept until the new connection delivers. */
  readonly reconnectNow: () => void
  readonly setTopics: (topics: readonly string[]) => void
  /** Tells the server, for a sample of events, how long receiving and painting took. Monotonic milliseconds. */
  readonly reportPaint: (cursor: string, receivedAt: number, paintedAt: number) => void
  /** For good. Idempotent. */
  readonly stop: () => void
}
