// After every fault many times over nothing is left behind: no socket, no handle, no timer, no memory.
import { setTimeout as pause } from 'node:timers/promises'
import { waitFor } from '@nobet/testkit'
import { expect, onTestFinished, test } from 'vitest'
import { type PanelProcess, startPanel } from '../panelProcess.fixture.ts'
import { type Fault, startFaultProxy } from './faultProxy.fixture.ts'
import { BUDGET_ENV, newQuery, openPrometheus, PATIENCE_MS, toClient } from './upstreamWorld.fixture.ts'

const MIB = 1024 * 1024
const LONG = { timeoutMs: PATIENCE_MS, intervalMs: 200 }
/** With NOBET_LONG=1 twenty times as many. */
const ROUNDS = process.env['NOBET_LONG'] === '1' ? 40 : 2
const AT_ONCE = 8
/** Sockets an upstream's pool may keep for the next question. */
const KEPT_SOCKETS = 16
const HEAP_TOLERANCE = 40 * MIB
const HANDLE_TOLERANCE = KEPT_SOCKETS
const EXTERNAL_TOLERANCE = 64 * MIB

const FAULTS: readonly Fault[] = [
  { kind: 'hangBeforeHeaders' },
  { kind: 'hangAfterHeaders' },
  { kind: 'trickle', everyMs: 20 },
  { kind: 'cutBeforeHeaders' },
  { kind: 'cutMidBody' },
  { kind: 'huge', mib: 200, told: false },
  { kind: 'answer', status: 500, type: 'text/plain', body: 'boom' },
  { kind: 'answer', status: 200, type: 'text/html', body: '<html></html>' },
]

test(`every fault ${ROUNDS} times, ${AT_ONCE} questions at once, half of them given up by who asked`, async () => {
  const { server, range } = await openPrometheus()
  onTestFinished(() => server.stop())
  const proxy = await startFaultProxy(() => server.port)
  onTestFinished(() => proxy.stop())
  // Small budgets, and a small memory of answers: what is kept on purpose must not hide what is left by mistake.
  const env = { ...BUDGET_ENV, NOBET_UPSTREAM_CACHE_BYTES: '1MiB' }
  const panel = await startPanel({ env: { NOBET_PROMETHEUS_URL: proxy.url, ...env } })
  onTestFinished(() => panel.kill())
  await panel.ready()
  const { ask } = toClient(`${panel.url}/`)
  const isWell = async () => (await ask(newQuery(range))).state === 'live'

  const round = async (fault: Fault) => {
    proxy.set(fault, '/api/v1/query')
    const asked = Array.from({ length: AT_ONCE }, (_none, index) => {
      const isGivenUp = index % 2 === 1
      const given = isGivenUp ? { signal: AbortSignal.timeout(100) } : {}
      return ask(newQuery(range), given).catch(() => undefined)
    })
    await Promise.all(asked)
    proxy.set({ kind: 'pass' })
    await waitFor(isWell, { ...LONG, what: 'a well Prometheus' })
  }

  for (const fault of FAULTS) await round(fault)
  await settle(panel, () => proxy.sockets())
  const before = await read(panel)
  for (let done = 0; done < ROUNDS; done += 1) for (const fault of FAULTS) await round(fault)
  const after = await settle(panel, () => proxy.sockets(), before)
  process.stdout.write(`before ${JSON.stringify(before)}, after ${JSON.stringify(after)}\n`)
  expect(proxy.seen.filter(({ state }) => state === 'open')).toEqual([])
  expect(after.handles).toBeLessThanOrEqual(before.handles + HANDLE_TOLERANCE)
  expect(after.timers).toBeLessThanOrEqual(before.timers + HANDLE_TOLERANCE)
  expect(after.heap).toBeLessThan(before.heap + HEAP_TOLERANCE)
  expect(after.external).toBeLessThan(before.external + EXTERNAL_TOLERANCE)
})

interface Holdings {
  readonly heap: number
  readonly external: number
  readonly handles: number
  readonly timers: number
  readonly fds: number
}

/** The panel's own account of itself. */
async function read(panel: PanelProcess): Promise<Holdings> {
  const text = await (await fetch(`${panel.url}/metrics`)).text()
  const of = (series: string) => {
    const line = text.split('\n').find((one) => one.startsWith(`${series} `))
    return Number(line?.slice(series.length + 1) ?? 0)
  }
  return {
    heap: of('nodejs_heap_size_used_bytes'),
    external: of('nodejs_external_memory_bytes'),
    handles: of('nodejs_active_handles_total'),
    timers: of('nodejs_active_resources{type="Timeout"}'),
    fds: of('process_open_fds'),
  }
}

/** Waits until the sockets to the upstream are no more than a pool keeps, and the figures stop falling. */
async function settle(panel: PanelProcess, sockets: () => number, goal?: Holdings): Promise<Holdings> {
  await waitFor(() => sockets() <= KEPT_SOCKETS, { ...LONG, what: 'sockets given back' })
  const deadline = performance.now() + (goal === undefined ? 3_000 : PATIENCE_MS / 2)
  let seen = await read(panel)
  while (performance.now() < deadline) {
    const isFine =
      goal !== undefined &&
      seen.handles <= goal.handles + HANDLE_TOLERANCE &&
      seen.timers <= goal.timers + HANDLE_TOLERANCE &&
      seen.heap < goal.heap + HEAP_TOLERANCE &&
      seen.external < goal.external + EXTERNAL_TOLERANCE
    if (isFine) break
    await pause(300)
    seen = await read(panel)
  }
  return seen
}
