import { type Fault, type FaultProxy, startFaultProxy } from '@nobet/bff/faultProxy'
import { type MonitoringServer, startPrometheus } from '@nobet/testkit/servers'
import { startBff } from '../browser/startBff.ts'
import { median } from '../result.ts'
import { benchHistory } from './history.ts'

/** Milliseconds; configured on the panel under test. */
const BUDGET = { connect: 500, headers: 700, body: 900 } as const
const SAMPLES = 3
const GIVE_UP_MS = 30_000
const JSON_TYPE = 'application/json'

export interface FaultRow {
  readonly fault: string
  /** Until who asks for the first time is told. */
  readonly firstMs: number
  readonly status: number
  /** Until who has asked before has the old answer, said to be old. */
  readonly staleMs: number
  /** What it must not take much longer than: the budget that ends it, or a good answer's time where nothing has to be waited for. */
  readonly dueMs: number
}

interface FaultCase {
  readonly name: string
  readonly fault: Fault | 'refuse'
  readonly due: keyof typeof BUDGET | 'at once'
}

const answer = (status: number, type: string, body: string): Fault => ({ kind: 'answer', status, type, body })
const CASES: readonly FaultCase[] = [
  { name: 'refuse', fault: 'refuse', due: 'at once' },
  { name: 'hang before headers', fault: { kind: 'hangBeforeHeaders' }, due: 'headers' },
  { name: 'hang after headers', fault: { kind: 'hangAfterHeaders' }, due: 'body' },
  { name: 'trickle', fault: { kind: 'trickle', everyMs: 50 }, due: 'body' },
  { name: 'cut before headers', fault: { kind: 'cutBeforeHeaders' }, due: 'at once' },
  { name: 'cut in the body', fault: { kind: 'cutMidBody' }, due: 'at once' },
  { name: '200 MB, told', fault: { kind: 'huge', mib: 200, told: true }, due: 'at once' },
  { name: '200 MB, not told', fault: { kind: 'huge', mib: 200, told: false }, due: 'at once' },
  { name: '500', fault: answer(500, 'text/plain', 'boom'), due: 'at once' },
  { name: '503 timeout', fault: answer(503, JSON_TYPE, '{"status":"error","errorType":"timeout"}'), due: 'at once' },
  { name: 'page', fault: answer(200, 'text/html', '<html></html>'), due: 'at once' },
  { name: 'redirect', fault: { kind: 'redirect', to: 'http://127.0.0.1:9/' }, due: 'at once' },
]

/** How soon the panel has an honest answer, fault by fault, before a real Prometheus. */
export async function measureFaults(): Promise<readonly FaultRow[]> {
  const { text, path } = benchHistory(Date.now())
  const prometheus: MonitoringServer = await startPrometheus({ history: text })
  const proxy = await startFaultProxy(() => prometheus.port)
  const panel = await startBff({
    NOBET_PROMETHEUS_URL: proxy.url,
    NOBET_UPSTREAM_CONNECT_TIMEOUT: `${BUDGET.connect}ms`,
    NOBET_UPSTREAM_HEADERS_TIMEOUT: `${BUDGET.headers}ms`,
    NOBET_UPSTREAM_BODY_TIMEOUT: `${BUDGET.body}ms`,
    NOBET_UPSTREAM_MAX_BYTES: '8MiB',
  })
  try {
    const line = { proxy, url: `${panel.url}/api/prometheus`, path }
    const goodMs = median(await sample(() => askNew(line).then(({ tookMs }) => tookMs)))
    const rows: FaultRow[] = []
    for (const one of CASES) rows.push(await measureFault(line, one, goodMs))
    return rows
  } finally {
    await panel.stop()
    await proxy.stop()
    await prometheus.stop()
  }
}

interface Line {
  readonly proxy: FaultProxy
  readonly url: string
  readonly path: string
}

async function measureFault(line: Line, { name, fault, due }: FaultCase, goodMs: number): Promise<FaultRow> {
  const first: number[] = []
  const stale: number[] = []
  let status = 0
  for (let round = 0; round < SAMPLES; round += 1) {
    const known = `${line.url}/api/v1/query?query=vector(1)&_=${name.replaceAll(/\W/g, '')}${round}`
    await until(async () => (await ask(known)).state === 'live')
    await setFault(line.proxy, fault)
    const told = await askNew(line)
    first.push(told.tookMs)
    status = told.status
    stale.push(await until(async () => toStaleMs(await ask(known))))
    await heal(line.proxy, fault)
    await until(async () => (await askNew(line)).state === 'live')
  }
  const dueMs = due === 'at once' ? goodMs : BUDGET[due]
  return { fault: name, firstMs: median(first), status, staleMs: median(stale), dueMs }
}

const toStaleMs = ({ state, tookMs }: Asked): number | undefined => (state === 'stale' ? tookMs : undefined)

async function setFault(proxy: FaultProxy, fault: Fault | 'refuse'): Promise<void> {
  if (fault === 'refuse') await proxy.refuse()
  else proxy.set(fault, '/api/v1/query')
}

async function heal(proxy: FaultProxy, fault: Fault | 'refuse'): Promise<void> {
  if (fault === 'refuse') await proxy.listen()
  else proxy.set({ kind: 'pass' })
}

interface Asked {
  readonly status: number
  readonly state: string | null
  readonly tookMs: number
}

async function ask(url: string): Promise<Asked> {
  const startedAt = performance.now()
  const response = await fetch(url, { redirect: 'manual' })
  await response.arrayBuffer()
  return {
    status: response.status,
    state: response.headers.get('x-nobet-state'),
    tookMs: performance.now() - startedAt,
  }
}

let asked = 0
const askNew = ({ url, path }: Line): Promise<Asked> => {
  asked += 1
  return ask(`${url}${path}&_=new${asked}`)
}

const sample = async <T>(once: () => Promise<T>): Promise<T[]> => {
  const samples: T[] = []
  for (let round = 0; round < SAMPLES * 2; round += 1) samples.push(await once())
  return samples
}

async function until<T>(check: () => Promise<T>): Promise<Exclude<T, undefined | false>> {
  const startedAt = performance.now()
  while (performance.now() - startedAt < GIVE_UP_MS) {
    const value = await check()
    // The two that mean "not yet" have just been ruled out.
    if (value !== undefined && value !== false) return value as Exclude<T, undefined | false>
    await new Promise((again) => setTimeout(again, 50))
  }
  throw new Error('what was waited for did not come about')
}
