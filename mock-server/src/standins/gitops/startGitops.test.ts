import { afterEach, expect, test } from 'vitest'
import { startGitops } from './startGitops.ts'

let stop = async () => {}
afterEach(() => stop())

async function start(now?: () => number) {
  const gitops = await startGitops(now === undefined ? {} : { now })
  stop = () => gitops.stop()
  const read = async (path: string) => {
    const response = await fetch(gitops.url + path)
    return { status: response.status, body: await response.text() }
  }
  const control = async (body: unknown) => {
    const response = await fetch(`${gitops.url}/control`, { method: 'POST', body: JSON.stringify(body) })
    return { status: response.status, body: await response.text() }
  }
  return { read, control }
}

test('an application that goes out of sync is another series, and the old one is gone', async () => {
  const { read, control } = await start()
  const synced = 'name="finbot",project="mcp",autosync_enabled="true"'
  expect((await read('/argocd/metrics')).body).toMatch(new RegExp(`argocd_app_info.*${synced}.*sync_status="Synced"`))
  expect((await control({ do: 'app', name: 'finbot', syncStatus: 'OutOfSync' })).status).toBe(200)
  const lines = (await read('/argocd/metrics')).body.split('\n')
  const finbot = lines.filter((line) => line.startsWith('argocd_app_info') && line.includes('name="finbot"'))
  expect(finbot).toHaveLength(1)
  expect(finbot[0]).toContain('sync_status="OutOfSync",health_status="Healthy"')
})

test('a counter has no child before its first event, as in the originals', async () => {
  const { read, control } = await start()
  expect((await read('/argocd/metrics')).body).not.toContain('argocd_app_sync_total{')
  await control({ do: 'sync', name: 'mubot', phase: 'Failed', count: 2 })
  expect((await read('/argocd/metrics')).body).toMatch(/argocd_app_sync_total\{.*phase="Failed".*\} 2/)
  await control({ do: 'policy', name: 'require-probes', result: 'fail' })
  expect((await read('/kyverno/metrics')).body).toMatch(/kyverno_policy_results_total\{.*rule_result="fail".*\} 1/)
})

test('what a quiet cluster counts grows with time and not with the number of looks', async () => {
  let now = 0
  const { read } = await start(() => now)
  const count = async () =>
    Number(/argocd_app_reconcile_count\{[^}]*\} (\d+)/.exec((await read('/argocd/metrics')).body)?.[1])
  const first = await count()
  expect(await count()).toBe(first)
  now += 10_000
  expect(await count()).toBe(first * 3)
})

test('buckets hold all observations up to their bound', async () => {
  const { read, control } = await start()
  await control({ do: 'admission', allowed: false, seconds: 7, count: 3 })
  const { body } = await read('/kyverno/metrics')
  const bucket = (le: string) =>
    Number(
      new RegExp(`kyverno_admission_review_duration_seconds_bucket\\{.*"false",le="${le}"\\} (\\d+)`).exec(body)?.[1],
    )
  expect([bucket('5'), bucket('10'), bucket('\\+Inf')]).toEqual([0, 3, 3])
})

test('a silent exporter is a failed scrape, the other one goes on', async () => {
  const { read, control } = await start()
  await control({ do: 'silence', exporter: 'argocd', silent: true })
  expect((await read('/argocd/metrics')).status).toBe(503)
  expect((await read('/kyverno/metrics')).status).toBe(200)
})

test.each([
  [{ do: 'explode' }, 400],
  [{ do: 'app', name: 'finbot', syncStatus: 'synced' }, 400],
  [{ do: 'sync', name: 'finbot', phase: 'Failed', count: -1 }, 400],
  [{ do: 'app', name: 'nobody' }, 404],
  [{ do: 'policy', name: 'nothing', result: 'fail' }, 404],
])('%j is refused with what was expected', async (body, status) => {
  const { control } = await start()
  const answer = await control(body)
  expect(answer.status).toBe(status)
  expect(JSON.parse(answer.body)).toEqual({ error: expect.stringMatching(/\w+/) })
})
