import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { type CloudEvent, type Cursor, ServerFrame } from '@nobet/contracts'
import type { Caller } from '@nobet/domain/access'
import { fakeClock, waitFor } from '@nobet/testkit'
import { Hono } from 'hono'
import { vi } from 'vitest'
import { type RawData, WebSocket } from 'ws'
import type { Authenticator } from '../access/authenticator.ts'
import type { AppEnv } from '../http/appEnv.ts'
import { startJournal } from '../journal/journal.ts'
import type { EventLog } from '../log/eventLog.ts'
import { createLogMetrics } from '../log/logMetrics.ts'
import { createMemoryLog, type MemoryLogBounds } from '../log/memoryLog.ts'
import { createMetrics } from '../metrics/metrics.ts'
import { createPublishRoute } from '../sources/publish/publishRoute.ts'
import { createLive } from './index.ts'
import type { LiveLimits } from './limits.ts'
import type { WriteMode } from './ws/webSocketLink.ts'

// Real sockets on a machine that may be busy with other things: a test ends when its outcome does.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

export const ADMIN: Caller = { name: 'admin', role: 'admin' }
const MODULES = ['finbot', 'mubot']

export interface WorldOptions {
  readonly limits?: Partial<LiveLimits>
  readonly log?: Partial<MemoryLogBounds>
  readonly wrapLog?: (log: EventLog) => EventLog
  readonly callers?: Readonly<Record<string, Caller>>
  readonly basePath?: string
  readonly writes?: WriteMode
  /** Takes what the doors report; without it a report fails the test. */
  readonly expected?: unknown[]
}

/** The live doors on a real loopback server, with the clock in the test's hands. `role:<name>` tokens name callers. */
export async function openWorld(options: WorldOptions = {}) {
  const { limits = {}, callers = {}, basePath = '' } = options
  const clock = fakeClock()
  const metrics = createMetrics()
  const errors: unknown[] = []
  const reportError = (error: unknown) => void (options.expected ?? errors).push(error)
  const bounds = { events: 100_000, bytes: 1e9, ageMs: 1e12, ...options.log }
  const logDeps = { clock, newEpoch: () => 'e1', reportError, ...createLogMetrics(metrics, MODULES) }
  const log = (options.wrapLog ?? ((own) => own))(createMemoryLog(logDeps, bounds))
  const journal = startJournal({ log, reportError })
  const find = (token: string | undefined): Caller | undefined => (token === undefined ? ADMIN : callers[token])
  const toOutcome = (caller: Caller | undefined) =>
    caller === undefined
      ? ({ kind: 'unauthorized', reason: 'no such token' } as const)
      : ({ kind: 'caller', caller } as const)
  const authenticator: Authenticator = {
    fromRequest: async (header) => toOutcome(find(header('authorization'))),
    fromHello: async (hello, upgrade) => (hello.token === undefined ? upgrade : toOutcome(find(hello.token))),
  }
  let lastId = 0
  const live = createLive(
    {
      log,
      journal,
      clock,
      metrics,
      authenticator,
      reportError,
      random: () => 0.5,
      newId: () => `session-${++lastId}`,
      judgeUpgrade: ({ headers }) =>
        headers.origin === 'http://evil.example'
          ? { status: 403, code: 'foreign-origin', title: 'Origin not allowed', detail: '' }
          : undefined,
    },
    { basePath, modules: MODULES, limits, ...(options.writes === undefined ? {} : { writes: options.writes }) },
  )
  const app = new Hono<AppEnv>()
    .use(async (context, next) => {
      context.set('caller', find(context.req.header('authorization')) ?? ADMIN)
      context.set('traceId', 'trace')
      await next()
    })
    .route(`${basePath}/api/v1`, live.routes)
    .route(`${basePath}/api/v1`, createPublishRoute({ log, clock, metrics }))
  // Without HTTP/2 options the adaptor makes a plain http server.
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  live.attach(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const clients: Client[] = []

  return {
    app,
    clock,
    journal,
    live,
    log,
    metrics,
    port,
    url: `http://127.0.0.1:${port}${basePath}/api/v1`,
    async publish(...events: CloudEvent[]): Promise<readonly Cursor[]> {
      const outcome = await log.append(events)
      if (outcome.kind !== 'appended') throw new Error(outcome.kind)
      return outcome.cursors
    },
    async connect(): Promise<Client> {
      const client = createClient(`ws://127.0.0.1:${port}${basePath}/api/v1/stream`)
      clients.push(client)
      await once(client.ws, 'open')
      return client
    },
    async hello(fields: Record<string, unknown> = {}): Promise<Client> {
      const client = await this.connect()
      client.send({ op: 'hello', topics: ['*'], ...fields })
      await client.next('welcome')
      return client
    },
    async count(metric: 'streamDropped' | 'streamRecoveries' | 'streamConnections' | 'activeConnections' | 'badInput') {
      const { values } = await metrics[metric].get()
      return Object.fromEntries(values.map(({ labels, value }) => [Object.values(labels).join(':'), value]))
    },
    async close() {
      live.stop()
      journal.stop()
      for (const { ws } of clients) ws.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await log.stop()
      if (errors.length > 0) throw new AggregateError(errors, 'the doors reported errors')
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
export type FrameOf<O extends ServerFrame['op']> = Extract<ServerFrame, { op: O }>

/** A real `ws` client that keeps every frame, each checked against the contract. */
function createClient(url: string) {
  const ws = new WebSocket(url, 'nobet.v1')
  const frames: ServerFrame[] = []
  let taken = 0
  let closed: { code: number; reason: string } | undefined
  ws.on('message', (data) => void frames.push(ServerFrame.parse(JSON.parse(toText(data)))))
  ws.on('close', (code, reason) => {
    closed = { code, reason: String(reason) }
  })
  ws.on('error', () => undefined)

  return {
    ws,
    frames,
    send: (frame: unknown) => ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    /** The next frame of this op, passing over others. */
    async next<O extends ServerFrame['op']>(op: O): Promise<FrameOf<O>> {
      const index = await waitFor(() => frames.findIndex((frame, at) => at >= taken && frame.op === op) + 1, {
        what: op,
      })
      taken = index
      return frames[index - 1] as FrameOf<O>
    },
    closed: () => waitFor(() => closed, { what: 'the close' }),
    /** Offsets of all live events received so far, in order. */
    offsets: (): number[] =>
      frames
        .flatMap((frame) => (frame.op === 'events' && frame.recovery === undefined ? frame.events : []))
        .map(({ cursor }) => Number(cursor.split(':')[1])),
  }
}

export type Client = ReturnType<typeof createClient>

/** With the default `binaryType` a message is one Buffer. */
const toText = (data: RawData): string => (Buffer.isBuffer(data) ? data.toString() : '')
