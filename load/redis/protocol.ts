export const ROADS = ['nobet', 'publish'] as const
export type Road = (typeof ROADS)[number]

/** Where the peer publishes. */
export const CHANNEL = 'bench'

export type ToPublisher =
  /** As many events as fast as it goes, so many to one call. */
  | { readonly do: 'flood'; readonly events: number; readonly batch: number }
  /** One event at a time at a steady rate. */
  | { readonly do: 'pace'; readonly events: number; readonly rate: number }

export type FromPublisher =
  | { readonly told: 'ready' }
  | { readonly told: 'published'; readonly wallMs: number; readonly cpuMs: number }

export type ToReceiver = { readonly do: 'await'; readonly events: number }

export type FromReceiver =
  | { readonly told: 'ready' }
  | {
      readonly told: 'received'
      readonly events: number
      readonly cpuMs: number
      readonly p50: number
      readonly p99: number
    }
