import { createConnection } from 'node:net'
import { once } from 'node:events'
import { breakProtocol, comeBack } from './followEvents.ts'
import type { StackUrls } from './startStack.ts'
import { talkMcp } from './talkMcp.ts'

/** A trace the published events belong to, so that their deliveries have exemplars. */
export const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736'

const TOOLS = {
  finbot: [
    ['get_rate', { from: 'USD' }],
    ['get_rate', { from: 'EUR' }],
  ],
} as const

/** One round of all that moves a figure on a board: tools called, events published, keys read, states switched. */
export async function driveRound(urls: StackUrls, round: number): Promise<void> {
  const { panel, gitops, pushgateway, redis, modules } = urls
  const cursor = await publish(panel, round)
  await Promise.all([
    talkMcp(modules['finbot']?.url ?? '', TOOLS.finbot),
    comeBack(panel, cursor),
    breakProtocol(panel),
    askPanel(panel),
    useRedis(redis, round),
    switchStates(gitops),
    pushResults(pushgateway, round),
  ])
}

/** The cursor of the event that was published. */
async function publish(panel: string, round: number): Promise<string> {
  const event = {
    specversion: '1.0',
    id: `boards-${round}`,
    source: '/modules/finbot',
    type: 'mcp.context.updated',
    module: 'finbot',
    traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-01`,
    data: { summary: `round ${round}` },
  }
  const headers = { 'content-type': 'application/cloudevents+json' }
  const response = await fetch(`${panel}/api/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) })
  const { cursors } = (await response.json()) as { cursors: string[] }
  // Refused, and counted so.
  await fetch(`${panel}/api/v1/events`, { method: 'POST', headers, body: '{' })
  return cursors[0] ?? ''
}

/** What an open page asks over and over; equal questions are answered from the cache. */
async function askPanel(panel: string): Promise<void> {
  for (let at = 0; at < 3; at += 1) {
    const response = await fetch(`${panel}/api/prometheus/api/v1/query?query=up`)
    await response.arrayBuffer()
  }
}

/** Keys that hit, miss and expire. */
async function useRedis(url: string, round: number): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = createConnection(Number(port), hostname)
  await once(socket, 'connect')
  socket.write(
    `SET boards:${round} 1 PX 500\r\nSET boards:kept 1 EX 600\r\nGET boards:kept\r\nGET boards:none\r\nQUIT\r\n`,
  )
  socket.resume()
  await once(socket, 'close')
}

async function switchStates(gitops: string): Promise<void> {
  const orders = [
    { do: 'app', name: 'mubot', syncStatus: 'OutOfSync', healthStatus: 'Degraded' },
    { do: 'sync', name: 'mubot', phase: 'Failed' },
    { do: 'gitFailure', request: 'fetch' },
    { do: 'gitFailure', request: 'ls-remote' },
    { do: 'policy', name: 'require-probes', result: 'fail' },
    { do: 'admission', allowed: false },
  ]
  for (const order of orders) await fetch(`${gitops}/control`, { method: 'POST', body: JSON.stringify(order) })
}

/** As the reporter of the end-to-end tests does. */
async function pushResults(pushgateway: string, round: number): Promise<void> {
  const text = [
    '# TYPE e2e_tests_total gauge',
    'e2e_tests_total{status="passed",project="chromium",file="overview.spec.ts"} 12',
    `e2e_tests_total{status="failed",project="chromium",file="events.spec.ts"} ${round % 2}`,
    '# TYPE e2e_test_duration_seconds gauge',
    'e2e_test_duration_seconds{project="chromium",file="overview.spec.ts"} 4.2',
    '# TYPE e2e_test_flaky_total gauge',
    'e2e_test_flaky_total 0',
    '# TYPE e2e_run_timestamp_seconds gauge',
    `e2e_run_timestamp_seconds ${Math.floor(Date.now() / 1000)}`,
    '',
  ].join('\n')
  await fetch(`${pushgateway}/metrics/job/e2e`, { method: 'PUT', body: text })
}
