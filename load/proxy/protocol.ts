/** Who stands between the client and the upstream. `direct`: nobody. */
export const PEERS = ['direct', 'nobet', 'http-proxy-middleware', 'hono/proxy'] as const
export type PeerName = (typeof PEERS)[number]

export type FromPeer = { readonly told: 'ready'; readonly port: number; readonly pid: number }

/** One closed loop: `connections` that each ask again as soon as they were answered. */
export interface LoadOrder {
  readonly do: 'run'
  readonly port: number
  /** With its query; `unique`: a parameter is added that makes each request another one. */
  readonly path: string
  readonly unique: boolean
  readonly encoding: 'gzip' | 'identity'
  readonly connections: number
  /** It ends when both have been reached, and at the latest after `mostMs`. */
  readonly ms: number
  readonly requests: number
  readonly mostMs: number
}
export type ToClient = LoadOrder

export interface ClientFigures {
  readonly requests: number
  readonly bytes: number
  /** Answers other than 200. */
  readonly failed: number
  readonly wallMs: number
  readonly p50: number
  readonly p99: number
}
export type FromClient = ({ readonly told: 'done' } & ClientFigures) | { readonly told: 'ready' }
