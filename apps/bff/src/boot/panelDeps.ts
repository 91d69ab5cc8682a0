import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'

/** The outside world as the panel is given it. */
export interface PanelDeps {
  readonly clock: Clock
  readonly logger: Logger
  readonly randomBytes: (size: number) => Uint8Array
  /** In [0, 1). */
  readonly random: () => number
  /** Directory of the built page. */
  readonly webRoot: string
}

export interface Panel {
  /** Where the page is, base path included. */
  readonly url: string
  /** Every mounted route, `GET /api/v1/modules/:id`. */
  readonly routes: readonly string[]
  /** Idempotent: tells the streams goodbye, then stops everything in reverse. */
  stop(): Promise<void>
}

export type StartOutcome =
  | { readonly kind: 'started'; readonly panel: Panel }
  | { readonly kind: 'refused'; readonly reason: string }
