import type { Cursor } from '@nobet/contracts'
import { createIntake, type Intake } from './link/createIntake.ts'
import { createReceiptSampler } from './link/createReceiptSampler.ts'
import { createReporter } from './link/createReporter.ts'
import type { LinkReport } from './link/linkState.ts'
import { type Link, startLink } from './link/startLink.ts'
import { TICK_MS } from './link/startWatchdog.ts'
import type { StreamClient, StreamClientDeps, StreamClientOptions } from './streamClient.ts'
import type { LinkRequest } from './transport/transport.ts'

const CLIENT = { name: '@nobet/stream-client' }

/** Connects at once and keeps the link up until `stop`; no listener is called before this function has returned. */
export function createStreamClient(deps: StreamClientDeps, options: StreamClientOptions): StreamClient {
  const { clock, random } = deps
  const isolate = createIsolate(deps)
  let topics = [...options.topics]
  let stopped = false

  const intake = createIntake(
    {
      clock,
      onEvents: (batch) => isolate(() => options.onEvents(batch)),
      onGap: (gap) => {
        isolate(() => options.onGap?.(gap))
        if (gap.lost !== 0) isolate(() => options.onResync?.(gap))
      },
    },
    { after: options.after, minSeverity: options.minSeverity ?? 'debug' },
  )
  const transports = { createWebSocket: deps.createWebSocket, fetch: deps.fetch, clock }
  let refresh = () => {}
  const link = startLink(
    { transports, clock, random, intake, onChange: () => refresh() },
    { request: (after) => toRequest(options, topics, after) },
  )
  const reporter = createReporter({ collect: () => collect(link, intake), callListener: isolate })
  refresh = reporter.refresh

  const receipts = createReceiptSampler({ clock, random, send: link.send, rate: link.receiptRate })
  let cancelTick = clock.setTimer(tick, TICK_MS)
  const unlisten = deps.environment?.onWake(() => {
    link.check()
    link.step({ kind: 'wake' })
  })

  return {
    report: reporter.report,
    onState: reporter.listen,
    force: (transport) => link.step({ kind: 'force', transport }),
    reconnectNow: () => link.step({ kind: 'replace' }),
    setTopics,
    reportPaint: receipts.report,
    stop,
  }

  function tick(): void {
    cancelTick = clock.setTimer(tick, TICK_MS)
    link.pingIfDue()
    reporter.refresh()
  }

  function setTopics(wanted: readonly string[]): void {
    const added = wanted.filter((topic) => !topics.includes(topic))
    const removed = topics.filter((topic) => !wanted.includes(topic))
    topics = [...wanted]
    if (stopped || added.length + removed.length === 0) return
    if (link.isTrying() || !sendTopics(link, added, removed)) link.step({ kind: 'replace' })
  }

  function stop(): void {
    if (stopped) return
    stopped = true
    cancelTick()
    unlisten?.()
    link.step({ kind: 'stop' })
  }
}

/** A listener that throws is reported and stops nobody. */
function createIsolate({ reportFault, clock }: StreamClientDeps): (call: () => void) => void {
  const report = reportFault ?? ((error: unknown) => void clock.setTimer(() => rethrow(error), 0))
  return (call) => {
    try {
      call()
    } catch (error) {
      report(error)
    }
  }
}

function rethrow(error: unknown): never {
  throw error
}

/** In place over WebSocket; `false` where only a new connection can change them. */
function sendTopics(link: Link, added: string[], removed: string[]): boolean {
  if (added.length > 0 && !link.send({ op: 'subscribe', id: 'topics+', topics: added })) return false
  return removed.length === 0 || link.send({ op: 'unsubscribe', id: 'topics-', topics: removed })
}

function toRequest(options: StreamClientOptions, topics: readonly string[], after: string | undefined): LinkRequest {
  return {
    baseUrl: options.baseUrl,
    topics,
    minSeverity: options.minSeverity ?? 'debug',
    after,
    role: options.role,
    token: typeof options.token === 'function' ? options.token() : options.token,
    client: options.client ?? CLIENT,
  }
}

function collect(link: Link, intake: Intake): LinkReport {
  const { state, ...facts } = link.facts()
  const cursor: Cursor | undefined = intake.cursor()
  return { state, stats: { ...facts, ...intake.counts(), cursor } }
}
