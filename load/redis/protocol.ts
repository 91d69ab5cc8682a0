/** `serialised`: `PUBLISH` of a text that is there already. `batch`: events to one call. */
export const ROADS = {
  nobet1: { called: 'nobet log, 1 an append', batch: 1 },
  nobet10: { called: 'nobet log, 10 an append', batch: 10 },
  nobet100: { called: 'nobet log, 100 an append', batch: 100 },
  publish: { called: 'ioredis PUBLISH', batch: 10 },
  autopipelined: { called: 'ioredis PUBLISH, autopipelined', batch: 10 },
  serialised: { called: 'ioredis PUBLISH, serialised before', batch: 10 },
} as const
export type Road = keyof typeof ROADS

export const isOurs = (road: Road): boolean => road.startsWith('nobet')

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
  /** Counting from here: only now may be published. */
  | { readonly told: 'counting' }
  | {
      readonly told: 'received'
      readonly events: number
      readonly cpuMs: number
      readonly p50: number
      readonly p99: number
    }
