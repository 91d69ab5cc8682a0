/** What a peer has to do: take connections and deliver each event to all of them. */
export interface Peer {
  readonly port: number
  /** Hands over events that are due now; resolves when the peer has taken them. */
  readonly publish: (events: readonly BenchEvent[]) => Promise<void>
  readonly connections: () => number
  readonly stop: () => Promise<void>
}

/** 383 bytes as JSON, like a common event of the panel. `at` is `process.hrtime` in ms: one clock for all processes. */
export interface BenchEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly module: string
  readonly data: { readonly seq: number; readonly at: number; readonly pad: string }
}

export interface Load {
  readonly events: number
  /** Events that become due at once. */
  readonly burst: number
  /** Events a second, over all bursts. */
  readonly rate: number
}

export type ToServer = { readonly do: 'run'; readonly load: Load } | { readonly do: 'cpu' } | { readonly do: 'stop' }

export type FromServer =
  | { readonly told: 'ready'; readonly port: number }
  | { readonly told: 'published' }
  | { readonly told: 'cpu'; readonly cpuMs: number; readonly rssBytes: number; readonly connections: number }

export type ToClients =
  | { readonly do: 'connect'; readonly port: number; readonly peer: PeerName; readonly count: number }
  | { readonly do: 'await'; readonly events: number }
  | { readonly do: 'stop' }

export type FromClients =
  | { readonly told: 'connected' }
  | {
      readonly told: 'received'
      readonly deliveries: number
      readonly lost: number
      readonly messages: number
      readonly p50: number
      readonly p99: number
    }

export const PEERS = ['nobet', 'ws', 'ws-batch', 'socket.io'] as const
export type PeerName = (typeof PEERS)[number]

const PAD = 'x'.repeat(180)
export const nowMs = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000

export const benchEvent = (seq: number): BenchEvent => ({
  specversion: '1.0',
  id: `bench-${String(seq).padStart(10, '0')}`,
  source: '/modules/finbot',
  type: 'mcp.context.updated',
  module: 'finbot',
  data: { seq, at: nowMs(), pad: PAD },
})
