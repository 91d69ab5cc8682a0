import type { Server } from 'node:http'
import { Hono } from 'hono'
import type { Authenticator } from '../access/authenticator.ts'
import type { JudgeUpgrade } from '../access/judgeUpgrade.ts'
import type { Clock } from '../clock.ts'
import type { AppEnv } from '../http/appEnv.ts'
import { problem } from '../http/problem.ts'
import type { Journal } from '../journal/journal.ts'
import type { EventLog } from '../log/eventLog.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Tracer } from '../telemetry/tracer.ts'
import type { OnSessionEnd } from './callerLife.ts'
import type { StreamDenied } from './hub/conversation.ts'
import { type HubStats, startHub } from './hub/hub.ts'
import { LIVE_LIMITS, type LiveLimits } from './limits.ts'
import { createPollRoutes } from './poll/pollRoutes.ts'
import { createWaits } from './poll/waitForChange.ts'
import { createSseRoute } from './sse/sseRoute.ts'
import { attachWebSocket } from './ws/attachWebSocket.ts'
import type { WriteMode } from './ws/webSocketLink.ts'

export interface LiveDeps {
  readonly log: EventLog
  readonly journal: Journal
  readonly clock: Clock
  /** 0 to 1: spreads the moments at which clients come back. */
  readonly random: () => number
  /** Names sessions. */
  readonly newId: () => string
  readonly metrics: Metrics
  readonly authenticator: Authenticator
  readonly judgeUpgrade: JudgeUpgrade
  readonly reportError: (error: unknown) => void
  /** Told of each stream that was not let in. */
  readonly onDenied?: (denied: StreamDenied) => void
  /** Sessions that end before their time: their streams end with them. Absent where there are none. */
  readonly onSessionEnd?: OnSessionEnd
  readonly tracer?: Tracer | undefined
}

export interface LiveOptions {
  /** `''` or `/path`, without a slash at the end. */
  readonly basePath: string
  /** Ids of the configured modules. */
  readonly modules: readonly string[]
  readonly limits?: Partial<LiveLimits>
  /** `library` leaves the framing of WebSocket messages to `ws`, should direct writes ever be in doubt. */
  readonly writes?: WriteMode
}

export interface LiveStats extends HubStats {
  readonly waits: number
}

/** The live stream by its three doors, on one hub. */
export interface Live {
  /** Mounted under `<basePath>/api/v1`. */
  readonly routes: Hono<AppEnv>
  /** Takes the server's upgrades. */
  attach(server: Server): void
  /** Sends every client away with a goodbye and resolves when all have left; nobody is let in any more. */
  drain(): Promise<void>
  stats(): LiveStats
  /** Sessions that see a configured module now, by name or by pattern. */
  connections(module: string): number | undefined
  stop(): void
}

export function createLive(deps: LiveDeps, options: LiveOptions): Live {
  const limits: LiveLimits = { ...LIVE_LIMITS, ...options.limits }
  const { modules, writes = 'direct' } = options
  const hub = startHub(deps, { modules, limits })
  const waits = createWaits({ ...deps, waits: limits.waits })
  const onSessionEnd = deps.onSessionEnd ?? (() => () => {})
  const detach = [onSessionEnd((session) => hub.signOut(session))]

  const routes = new Hono<AppEnv>()
    .get('/stream', (context) => upgradeRequired(context.get('traceId')))
    .route('/', createSseRoute({ ...deps, hub }))
    .route('/', createPollRoutes({ ...deps, waits, onSessionEnd }))

  return {
    routes,
    attach(server) {
      detach.push(attachWebSocket(server, { ...deps, hub }, { basePath: options.basePath, limits, writes }))
    },
    async drain() {
      waits.release()
      await hub.drain()
    },
    connections: (module) => hub.connections(module),
    stats: () => ({ ...hub.stats(), waits: waits.size }),
    stop() {
      waits.release()
      hub.stop()
      for (const leave of detach.splice(0)) leave()
    },
  }
}

/** An upgrade that a proxy swallowed arrives as a plain GET: say what is missing. */
const upgradeRequired = (traceId: string): Response =>
  problem({
    status: 426,
    code: 'upgrade-required',
    title: 'This is the WebSocket stream',
    detail:
      'The request came without "Connection: Upgrade" and "Upgrade: websocket"; a proxy in between must pass both on',
    traceId,
    headers: { upgrade: 'websocket' },
  })
