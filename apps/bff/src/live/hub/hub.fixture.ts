import { ServerFrame } from '@nobet/contracts'
import type { Caller } from '@nobet/domain/access'
import { fakeClock } from '@nobet/testkit'
import { createMemoryLog } from '../../log/memoryLog.ts'
import { createMetrics } from '../../metrics/metrics.ts'
import { LIVE_LIMITS, type LiveLimits } from '../limits.ts'
import { startHub } from './hub.ts'
import type { Link } from './link.ts'

export const VIEWER: Caller = { name: 'vera', role: 'viewer' }

/** A socket whose buffer the test fills and empties; it keeps what it was given. */
export function createFakeLink() {
  const frames: ServerFrame[] = []
  const state = {
    ready: true,
    progress: 0,
    pending: 0,
    pings: 0,
    closed: undefined as number | undefined,
    destroyed: false,
  }
  const link: Link = {
    transport: 'websocket',
    ready: () => state.ready,
    write: (frame) => void frames.push(ServerFrame.parse(JSON.parse(frame.json.toString()))),
    pending: () => state.pending,
    progress: () => state.progress,
    ping: () => void (state.pings += 1),
    close: (code) => void (state.closed = code),
    destroy: () => void (state.destroyed = true),
  }
  return { link, frames, state }
}

/** A hub without sockets: log, clock and links in the test's hands. */
export function openHub(options: { readonly events?: number; readonly limits?: Partial<LiveLimits> } = {}) {
  const clock = fakeClock()
  const metrics = createMetrics()
  const errors: unknown[] = []
  const reportError = (error: unknown) => void errors.push(error)
  const bounds = { events: options.events ?? 10_000, bytes: 1e9, ageMs: 1e12 }
  const log = createMemoryLog({ clock, newEpoch: () => 'e1', reportError }, bounds)
  const authenticator = {
    fromRequest: async () => ({ kind: 'caller', caller: VIEWER }) as const,
    fromHello: async () => ({ kind: 'caller', caller: VIEWER }) as const,
  }
  const deps = { log, clock, metrics, authenticator, reportError, random: () => 0.5, newId: () => 's' }
  const hub = startHub(deps, { modules: [], limits: { ...LIVE_LIMITS, ...options.limits } })
  return { clock, errors, hub, log, metrics }
}
