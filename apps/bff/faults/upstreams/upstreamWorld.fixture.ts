import { startTestPanel } from '@nobet/bff/testPanel'
import { parseWith, Problem, PROBLEM_MEDIA_TYPE, type SourceView } from '@nobet/contracts'
import { type MonitoringServer, startPrometheus } from '@nobet/testkit/servers'
import { type FaultProxy, startFaultProxy } from './faultProxy.fixture.ts'
import { type HistoryRange, lastWholeHour, toHistory } from './history.fixture.ts'

/** Budgets of the panel under test, in milliseconds: short, so that what hangs is over soon. */
export const BUDGET = { connect: 500, headers: 700, body: 900 } as const
/** Any one answer is due within this: the budgets of two attempts, and a busy machine. */
export const DUE_MS = 2 * (BUDGET.connect + BUDGET.headers + BUDGET.body) + 5_000
export const PATIENCE_MS = 60_000
const MAX_BYTES = '8MiB'

export const BUDGET_ENV = {
  NOBET_UPSTREAM_CONNECT_TIMEOUT: `${BUDGET.connect}ms`,
  NOBET_UPSTREAM_HEADERS_TIMEOUT: `${BUDGET.headers}ms`,
  NOBET_UPSTREAM_BODY_TIMEOUT: `${BUDGET.body}ms`,
  NOBET_UPSTREAM_MAX_BYTES: MAX_BYTES,
} as const

/** One answer of the panel, whole. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
  /** `x-nobet-state`; null on a problem. */
  readonly state: string | null
  /** Seconds. */
  readonly age: number
  readonly problem: Problem | undefined
  readonly tookMs: number
  /** Epoch milliseconds of the end. */
  readonly at: number
}

/** A real Prometheus, whose history is the same for ever, for all tests of a file. */
export async function openPrometheus(flags: readonly string[] = []) {
  const range = lastWholeHour(Date.now())
  const server = await startPrometheus({ history: toHistory(range), flags })
  return { server, range }
}

export interface WorldOptions {
  readonly server: MonitoringServer
  /** Of the very test: Vitest cannot tell concurrent ones apart. */
  readonly onTestFinished: (end: () => Promise<void>) => void
  readonly env?: Readonly<Record<string, string>>
}

/** A panel in this process with a fault proxy before the real Prometheus; both gone when the test is over. */
export async function openUpstreamWorld({ server, onTestFinished, env = {} }: WorldOptions) {
  const proxy = await startFaultProxy(() => server.port)
  onTestFinished(() => proxy.stop())
  const panel = await startTestPanel({ NOBET_PROMETHEUS_URL: proxy.url, ...BUDGET_ENV, ...env })
  onTestFinished(() => panel.stop())
  return { proxy, panel, ...toClient(panel.url) }
}

/** What an outsider asks of a panel. */
export function toClient(base: string) {
  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const startedAt = performance.now()
    const response = await fetch(new URL(path, base), { redirect: 'manual', ...init })
    const body = await response.text()
    const { status, headers } = response
    const isProblem = headers.get('content-type')?.startsWith(PROBLEM_MEDIA_TYPE) === true
    const parsed = isProblem ? parseWith(Problem, JSON.parse(body)) : undefined
    return {
      status,
      headers,
      body,
      state: headers.get('x-nobet-state'),
      age: Number(headers.get('age') ?? Number.NaN),
      problem: parsed?.ok === true ? parsed.value : undefined,
      tookMs: performance.now() - startedAt,
      at: Date.now(),
    }
  }
  const sourceOf = async (id: string): Promise<SourceView | undefined> => {
    const { body } = await ask('api/v1/sources')
    // The panel's own contract.
    return (JSON.parse(body) as { sources: SourceView[] }).sources.find((source) => source.id === id)
  }
  const eventsOf = async (upstream: string): Promise<string[]> => {
    const { body } = await ask('api/v1/events?types=upstream.degraded,upstream.recovered&limit=1000')
    const page = JSON.parse(body) as { events: { event: { type: string; subject?: string } }[] }
    return page.events.filter(({ event }) => event.subject === upstream).map(({ event }) => event.type)
  }
  return { url: base, ask, sourceOf, eventsOf }
}

let made = 0
/** A query nobody has asked before, over the whole history; the same answer for ever. */
export function newQuery({ start, end }: HistoryRange): string {
  made += 1
  const query = new URLSearchParams({
    query: `sum by (route) (shop_requests) + ${made}`,
    start: String(start),
    end: String(end),
    step: '60',
  })
  return `api/prometheus/api/v1/query_range?${query}`
}

/** A query of the present: what is remembered of it is soon old. */
export function newInstant(): string {
  made += 1
  return `api/prometheus/api/v1/query?${new URLSearchParams({ query: `vector(${made})` })}`
}

export type { FaultProxy }
