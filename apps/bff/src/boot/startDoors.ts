import type { Server } from 'node:http'
import type { JudgeAdmission } from '../access/admission.ts'
import type { Config } from '@nobet/contracts/config'
import { Hono } from 'hono'
import { admit } from '../http/admit.ts'
import type { AppEnv } from '../http/appEnv.ts'
import { createMetricsRoutes, type MetricsGuard } from '../http/metricsRoutes.ts'
import type { Live } from '../live/index.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { createHttpServer, type RawDoor } from './createHttpServer.ts'
import { type Endpoint, type ListenOutcome, startListening, stopListening } from './startServer.ts'
import type { StopStack } from './stopStack.ts'

const STOP_GRACE_MS = 1_000

export interface Doors {
  readonly app: Hono<AppEnv>
  /** Sees each request of the main port before the application does. */
  readonly proxyDoor: RawDoor
  readonly live: Pick<Live, 'attach' | 'drain'>
  readonly metrics: Metrics
  readonly judgeAdmission: JudgeAdmission
  readonly metricsGuard: MetricsGuard
  readonly config: Config
}

export type DoorsOutcome =
  | { readonly kind: 'open'; readonly url: string }
  | Extract<ListenOutcome, { readonly kind: 'refused' }>

/** Opens the ports: the panel's, and one for metrics alone when it has its own. Streams are told goodbye first. */
export async function startDoors(doors: Doors, stops: StopStack): Promise<DoorsOutcome> {
  const { app, live, metrics, config, proxyDoor } = doors
  const { host, port, basePath } = config.server
  const server = createHttpServer(app, proxyDoor)
  live.attach(server)
  const main = await open(server, { host, port, portVariable: 'NOBET_PORT' }, stops)
  if (main.kind === 'refused') return main
  if (config.metrics.port !== undefined) {
    const endpoint = { host, port: config.metrics.port, portVariable: 'NOBET_METRICS_PORT' }
    const alone = new Hono<AppEnv>()
      .use(admit(doors.judgeAdmission, metrics))
      .route('/', createMetricsRoutes(metrics, doors.metricsGuard))
    const second = await open(createHttpServer(alone), endpoint, stops)
    if (second.kind === 'refused') return second
  }
  stops.push('streams', () => live.drain())
  const shown = host.includes(':') ? `[${host}]` : host
  return { kind: 'open', url: `http://${shown}:${main.port}${basePath}/` }
}

async function open(server: Server, endpoint: Endpoint, stops: StopStack) {
  const outcome = await startListening(server, endpoint)
  if (outcome.kind === 'listening') stops.push(endpoint.portVariable, () => stopListening(server, STOP_GRACE_MS))
  return outcome
}
