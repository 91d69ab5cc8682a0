import type { Socket } from 'node:net'
import type { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { Era, Rung } from '@nobet/contracts'
import type { CatalogueContent } from '@nobet/domain/catalogue'
import type { ProbeResult } from '@nobet/domain/health'
import { Pool } from 'undici'
import type { Clock } from '../../clock.ts'
import { classifyError } from './classifyError.ts'
import { endSession, type SessionOutcome } from './endSession.ts'
import { observeRequests, type ProbeOperation, toUnsent } from './observeRequests.ts'
import { openSocket } from './openSocket.ts'
import { createProbeClient, createProbeTransport } from './probeClient.ts'
import { createProbeFetch, type Exchange, type ProbeFetch } from './probeFetch.ts'
import { ProbeFault, toEvidence } from './probeFault.ts'
import { CATALOGUE_ITEMS_MAX, type ProbeBudget, type ProbeTarget } from './probeTarget.ts'
import { type CatalogueReading, readCatalogue } from './readCatalogue.ts'
import { createRungClock, detailOf, type RungClock } from './rungClock.ts'
import { connectorFrom } from './socketConnector.ts'
import { createStopwatch, type Stopwatch } from './stopwatch.ts'

export interface ClimbDeps {
  readonly clock: Clock
  readonly budget: ProbeBudget
  readonly version: string
  /** The panel is stopping: the climb ends now, its session is still closed. */
  readonly signal?: AbortSignal
  /** W3C trace of the climb, sent with every request. */
  readonly traceparent?: string | undefined
}

/** What one climb came to. The catalogue's hash is the caller's to work out. */
export interface Climb {
  readonly result: Omit<ProbeResult, 'catalogue'>
  readonly content?: CatalogueContent
  readonly truncated: boolean
  readonly listMs?: number
  readonly session: SessionOutcome
  /** Every MCP request that was made. */
  readonly operations: readonly ProbeOperation[]
}

/** One probe: dns → tcp → tls → http → auth → era → discover → list. Never throws; every step is bounded. */
export async function climbLadder(target: ProbeTarget, knownEra: Era | undefined, deps: ClimbDeps): Promise<Climb> {
  const started = deps.clock.monotonic()
  const rungs = createRungClock(deps.clock)
  const watch = createStopwatch(deps.clock, deps.budget)
  const climber: Climber = { target, deps, rungs, watch, knownEra }
  let reached: Reached = { session: 'none', operations: [] }
  let fault: ProbeFault | undefined
  const giveUp = () => watch.abort(new ProbeFault(watch.stage(), 'not_observed'))
  deps.signal?.addEventListener('abort', giveUp, { once: true })
  try {
    const socket = await raceSocket(climber)
    reached = await climbProtocol(climber, socket)
    fault = reached.fault
  } catch (error) {
    fault =
      error instanceof ProbeFault
        ? error
        : classifyError(error, { stage: 'http', lastExchange: undefined, sentToken: false })
  } finally {
    watch.stop()
    deps.signal?.removeEventListener('abort', giveUp)
  }
  return toClimb(climber, reached, fault, (reached.endedAt ?? deps.clock.monotonic()) - started)
}

interface Climber {
  readonly target: ProbeTarget
  readonly deps: ClimbDeps
  readonly rungs: RungClock
  readonly watch: Stopwatch
  readonly knownEra: Era | undefined
}

/** A socket that opens after the climb has ended is closed again. */
function raceSocket({ target, deps, rungs, watch }: Climber): Promise<Socket> {
  const opening = openSocket(new URL(target.url), { clock: deps.clock, budget: deps.budget, rungs })
  opening.then((socket) => watch.fault() !== undefined && socket.destroy(), ignore)
  return watch.race(opening)
}

interface Reached {
  readonly session: SessionOutcome
  readonly operations: readonly ProbeOperation[]
  readonly fault?: ProbeFault
  readonly endedAt?: number
  readonly era?: Era
  readonly protocolVersion?: string
  readonly server?: ServerIdentity
  readonly reading?: CatalogueReading
  readonly listMs?: number
}

async function climbProtocol(climber: Climber, socket: Socket): Promise<Reached> {
  const { target, deps, watch } = climber
  const url = new URL(target.url)
  const pool = new Pool(url.origin, {
    connections: 4,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: connectorFrom(socket, () => openSocket(url, { ...deps, rungs: createRungClock(deps.clock) })),
  })
  const probe = createProbeFetch({
    pool,
    clock: deps.clock,
    signal: watch.signal,
    bytesMax: deps.budget.bytes,
    stage: watch.stage,
    onFault: watch.abort,
    onHeaders: (exchange) => onHeaders(climber, exchange),
  })
  const client = createProbeClient({ ...deps, knownEra: climber.knownEra })
  const transport = createProbeTransport(probe, target, deps.traceparent)
  const requests = observeRequests(transport, deps.clock)
  let reached: Omit<Reached, 'session' | 'operations'> = {}
  try {
    reached = await watch.race(speak(client, { probe, transport }, climber))
  } catch (error) {
    const lastExchange = probe.exchanges().at(-1)
    reached = {
      fault:
        watch.fault() ??
        classifyError(error, { stage: watch.stage(), lastExchange, sentToken: target.token !== undefined }),
      ...facts(client),
    }
  }
  const endedAt = deps.clock.monotonic()
  const operations = requests.operations(reached.fault?.finding)
  await client.close().catch(ignore)
  const session = await endSession({ pool, target, sessionId: probe.sessionId(), ...versionOf(client), ...deps })
  await pool.destroy().catch(ignore)
  return { ...reached, endedAt, session, operations }
}

/** Closing what is already broken has nothing to add. */
const ignore = (): void => undefined

/** The first answer of any kind proves HTTP; the first that is no refusal proves we are let in. */
function onHeaders({ rungs, watch }: Climber, exchange: Exchange): void {
  if (!rungs.has('http')) rungs.pass('http', exchange.headersAt - exchange.startedAt)
  if (watch.stage() === 'http') watch.enter('discover')
}

interface Line {
  readonly probe: ProbeFetch
  readonly transport: StreamableHTTPClientTransport
}

async function speak(
  client: Client,
  { probe, transport }: Line,
  climber: Climber,
): Promise<Omit<Reached, 'session' | 'operations'>> {
  const { deps, rungs, watch } = climber
  const { clock, budget } = deps
  const timeout = budget.totalMs * 2
  watch.enter('http')
  await client.connect(transport, { timeout, signal: watch.signal })
  const era = client.getProtocolEra() ?? 'legacy'
  if (era === 'legacy') await client.ping({ timeout, signal: watch.signal })
  passHandshake(rungs, probe.exchanges(), clock.monotonic())

  watch.enter('list')
  const listStarted = clock.monotonic()
  const reading = await readCatalogue(client, timeout)
  const listMs = clock.monotonic() - listStarted
  rungs.pass('list', listMs)
  return { ...facts(client), reading, listMs }
}

/** Asking an old server in the new way is the price of finding its era; the handshake begins after it. */
function passHandshake(rungs: RungClock, exchanges: readonly Exchange[], now: number): void {
  const first = exchanges[0]
  const handshake = exchanges.find(({ rpc }) => rpc === 'initialize') ?? first
  rungs.pass('auth')
  rungs.pass('era', handshake === undefined || first === undefined ? 0 : handshake.startedAt - first.startedAt)
  rungs.pass('discover', handshake === undefined ? 0 : now - handshake.startedAt)
}

function facts(client: Client): Pick<Reached, 'era' | 'protocolVersion' | 'server'> {
  const era = client.getProtocolEra()
  const protocolVersion = client.getNegotiatedProtocolVersion()
  const server = client.getServerVersion()
  return {
    ...(era === undefined ? {} : { era }),
    ...(protocolVersion === undefined ? {} : { protocolVersion: toEvidence(protocolVersion) }),
    ...(server === undefined ? {} : { server: toIdentity(server) }),
  }
}

function versionOf(client: Client): { readonly protocolVersion?: string } {
  const protocolVersion = client.getNegotiatedProtocolVersion()
  return protocolVersion === undefined ? {} : { protocolVersion }
}

function toClimb(climber: Climber, reached: Reached, fault: ProbeFault | undefined, durationMs: number): Climb {
  const { rungs, deps } = climber
  const { era, protocolVersion, server, reading, listMs, session } = reached
  if (fault !== undefined) failRung(rungs, fault)
  const finding = fault?.finding ?? remarkOn(reading, listMs ?? 0, deps.budget)
  const rung: Rung | undefined = fault?.rung ?? (finding === undefined ? undefined : 'list')
  return {
    result: {
      outcome: fault === undefined ? 'passed' : 'failed',
      rungs: rungs.read(),
      durationMs: Math.round(durationMs * 1_000) / 1_000,
      ...(rung === undefined ? {} : { rung }),
      ...(finding === undefined ? {} : { finding }),
      ...(era === undefined ? {} : { era }),
      ...(protocolVersion === undefined ? {} : { protocolVersion }),
      ...(server === undefined ? {} : { server }),
    },
    ...(reading === undefined ? {} : { content: reading.content }),
    truncated: reading?.truncated !== undefined,
    ...(listMs === undefined ? {} : { listMs }),
    session,
    operations:
      reached.operations.length > 0 ? reached.operations : toUnsent(climber.knownEra, fault?.finding, durationMs),
  }
}

function failRung(rungs: RungClock, { rung, finding }: ProbeFault): void {
  rungs.fail(rung, toEvidence(detailOf(finding)))
}

function remarkOn(reading: CatalogueReading | undefined, listMs: number, { slowListMs }: ProbeBudget) {
  if (listMs > slowListMs) return { code: 'list_slow', params: { ms: Math.round(listMs) } } as const
  if (reading?.truncated === undefined) return undefined
  return { code: 'catalogue_too_large', params: { ...reading.truncated, limit: CATALOGUE_ITEMS_MAX } } as const
}

/** What a server says of itself: for display only. */
interface ServerIdentity {
  readonly name: string
  readonly version: string
  readonly title?: string
}

const toIdentity = ({ name, version, title }: NonNullable<ReturnType<Client['getServerVersion']>>): ServerIdentity => ({
  name: toEvidence(name),
  version: toEvidence(version),
  ...(title === undefined ? {} : { title: toEvidence(title) }),
})
