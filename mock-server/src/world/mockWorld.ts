import type { Catalogue, EventDataOf, EventType, ModuleId, Severity, SourceList } from '@nobet/contracts'

/** What an event of a world says. Instants inside `data` are on the world's own clock: see {@link toWorldInstant}. */
export type WorldEvent = {
  [T in EventType]: {
    readonly type: T
    readonly source: string
    readonly data: EventDataOf<T>
    readonly subject?: string
    readonly module?: ModuleId
    readonly severity?: Severity
  }
}[EventType]

/** A way for the browser to reach the panel. `http` is everything that is not a stream, the long poll included. */
export const CHANNELS = ['websocket', 'sse', 'http'] as const
export type Channel = (typeof CHANNELS)[number]

export type WorldFault =
  /** The channels are dead for `forMs`: open streams break off, new ones are refused. */
  | { readonly kind: 'cut'; readonly channels: readonly Channel[]; readonly forMs: number }
  /** The log forgets everything up to and including the `events`-th event after `afterMs`. */
  | { readonly kind: 'forget'; readonly afterMs: number; readonly events: number }

/** What an endpoint answers from now on, where that does not follow from the log. */
export type WorldAnswer = { readonly route: 'sources'; readonly body: SourceList }

/** `atMs` below zero is history: it has happened when the world begins, and is not repeated when it loops. */
export type TimelineEntry =
  | { readonly atMs: number; readonly event: WorldEvent }
  | { readonly atMs: number; readonly fault: WorldFault }
  | { readonly atMs: number; readonly answer: WorldAnswer }

export interface WorldModule {
  readonly id: ModuleId
  readonly title: string
  readonly url: string
  /** `observedAt` is filled in from the newest probe. */
  readonly catalogue: Catalogue
}

/** A state of the outside world as data: what happens when. After `durationMs` it begins again, with time moved on. */
export interface MockWorld {
  readonly name: string
  readonly title: string
  readonly seed: number
  readonly durationMs: number
  readonly modules: readonly WorldModule[]
  /** Events carry a trace, which `/api/tempo` then knows. */
  readonly traced?: boolean
  /** In order of `atMs`. */
  readonly timeline: readonly TimelineEntry[]
}
