import { Problem, type ToastReport } from '@nobet/contracts'
import { fakeClock } from '@nobet/testkit'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { AppEnv } from '../http/appEnv.ts'
import { createMetrics } from '../metrics/metrics.ts'
import { startAtZero } from '../metrics/startAtZero.ts'
import { createToastRoute } from './toastRoute.ts'

function start() {
  const clock = fakeClock()
  const metrics = createMetrics()
  startAtZero(metrics, [])
  const app = new Hono<AppEnv>()
    .use(async (context, next) => {
      context.set('caller', { name: 'vera', role: 'viewer' })
      await next()
    })
    .route('/', createToastRoute({ clock, metrics }))
  const post = (body: string) => app.request('/telemetry/toasts', { method: 'POST', body })
  return {
    clock,
    post,
    report: (toasts: ToastReport['toasts']) => post(JSON.stringify({ toasts })),
    lines: async (name: string) =>
      (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith(name)),
  }
}

test('what browsers report is counted by kind and severity, from 0', async () => {
  const { report, lines } = start()
  expect(await lines('nobet_toasts_total{kind="alert",severity="critical"}')).toEqual([
    'nobet_toasts_total{kind="alert",severity="critical"} 0',
  ])
  const answer = await report([
    { kind: 'alert', severity: 'critical', count: 2 },
    { kind: 'storm', severity: 'warning', count: 1 },
  ])
  expect(answer.status).toBe(204)
  await report([{ kind: 'alert', severity: 'critical', count: 1 }])
  const counted = (await lines('nobet_toasts_total')).filter((line) => !line.endsWith(' 0'))
  expect(counted.toSorted()).toEqual([
    'nobet_toasts_total{kind="alert",severity="critical"} 3',
    'nobet_toasts_total{kind="storm",severity="warning"} 1',
  ])
})

test.each([
  ['no JSON', 'toasts'],
  ['nothing to count', '{"toasts":[]}'],
  ['a kind of its own', '{"toasts":[{"kind":"mine","severity":"info","count":1}]}'],
  ['a count below one', '{"toasts":[{"kind":"link","severity":"info","count":0}]}'],
  ['a count without end', '{"toasts":[{"kind":"link","severity":"info","count":1e9}]}'],
  [
    'more rows than there are kinds',
    JSON.stringify({ toasts: Array(25).fill({ kind: 'link', severity: 'info', count: 1 }) }),
  ],
])('%s is refused, counted as such, and no toast', async (_what, body) => {
  const { post, lines } = start()
  const answer = await post(body)
  expect(answer.status).toBe(400)
  expect(Problem.parse(await answer.json()).errors?.length).toBeGreaterThan(0)
  expect(await lines('nobet_bad_input_total')).toEqual(['nobet_bad_input_total{door="toasts",reason="bad_report"} 1'])
  expect((await lines('nobet_toasts_total')).every((line) => line.endsWith(' 0'))).toBe(true)
})

test('a flood is told to come later, and a second on there is room again', async () => {
  const { clock, report } = start()
  const statuses: number[] = []
  for (let nth = 0; nth < 101; nth += 1)
    statuses.push((await report([{ kind: 'link', severity: 'info', count: 1 }])).status)
  expect(statuses.filter((status) => status === 204)).toHaveLength(100)
  expect(statuses.at(-1)).toBe(429)
  await clock.advance(1_000)
  expect((await report([{ kind: 'link', severity: 'info', count: 1 }])).status).toBe(204)
})
