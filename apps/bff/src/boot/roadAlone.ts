import type { Server } from 'node:http'
import type { CloudEvent } from '@nobet/contracts'
import { systemClock } from '../clock.ts'
import { startJournal } from '../journal/journal.ts'
import { createLive } from '../live/index.ts'
import { createLogMetrics } from '../log/logMetrics.ts'
import { createMemoryLog } from '../log/memoryLog.ts'
import { createMetrics } from '../metrics/metrics.ts'

const HOUR_MS = 3_600_000
const LOG_BOUNDS = { events: 100_000, bytes: 256 * 1024 * 1024, ageMs: HOUR_MS }

/** The road without the rest of the panel: log, journal, hub and WebSocket door. For the benches. */
export interface RoadAlone {
  readonly publish: (events: readonly CloudEvent[]) => Promise<void>
  /** Sessions that see the module. */
  readonly connections: (module: string) => number
  readonly stop: () => void
}

/** Everybody is let in as a viewer. */
export function startRoadAlone(server: Server, modules: readonly string[]): RoadAlone {
  const metrics = createMetrics()
  const clock = systemClock
  const reportError = (error: unknown) => console.error(error)
  let ids = 0
  const newId = () => `id-${++ids}`
  const logDeps = { clock, newEpoch: newId, reportError, ...createLogMetrics(metrics, modules) }
  const log = createMemoryLog(logDeps, LOG_BOUNDS)
  const journal = startJournal({ log, reportError })
  const viewer = { kind: 'caller', caller: { name: 'bench', role: 'viewer' } } as const
  const authenticator = { fromRequest: async () => viewer, fromHello: async () => viewer }
  const live = createLive(
    {
      log,
      journal,
      clock,
      metrics,
      reportError,
      newId,
      authenticator,
      random: Math.random,
      judgeUpgrade: () => undefined,
    },
    { basePath: '', modules },
  )
  live.attach(server)
  return {
    publish: async (events) => void (await log.append(events)),
    connections: (module) => live.connections(module) ?? 0,
    stop: () => {
      live.stop()
      journal.stop()
    },
  }
}
