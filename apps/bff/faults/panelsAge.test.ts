// What a module's panels say of their age while a real Prometheus is frozen, killed and started again.
import { PanelAnswer, parseWith } from '@nobet/contracts'
import { freePort, waitFor } from '@nobet/testkit'
import { startPrometheus } from '@nobet/testkit/servers'
import { startTestPanel } from '@nobet/bff/testPanel'
import { expect, onTestFinished, test } from 'vitest'
import { BUDGET_ENV } from './upstreams/upstreamWorld.fixture.ts'

const PATIENCE = { timeoutMs: 60_000 }
/** The clock of the answer and of this test are the same; the answer is on its way for less than this. */
const ON_ITS_WAY_MS = 5_000

test('a panel is live, then cached, then stale with the time of its last good answer, and live again', async () => {
  const port = await freePort()
  const prometheus = await startPrometheus({ targets: { nobet: `127.0.0.1:${port}` } })
  onTestFinished(() => prometheus.stop())
  const panel = await startTestPanel({
    ...BUDGET_ENV,
    NOBET_PORT: String(port),
    NOBET_PROMETHEUS_URL: prometheus.url,
    NOBET_PANELS_SCRAPE_INTERVAL: '1s',
    NOBET_MODULES: 'finbot=http://127.0.0.1:9/mcp',
  })
  onTestFinished(() => panel.stop())

  const ask = async (query = '') => {
    const at = Date.now()
    const response = await fetch(`${panel.url}api/v1/modules/finbot/panels/stream-connections?${query}`)
    const parsed = parseWith(PanelAnswer, await response.json())
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
    const { freshness, source, value, observedAt, error } = parsed.value
    const figures = (value?.series ?? []).flatMap(({ values }) => values.filter((figure) => figure !== null))
    return { at, freshness, source, figures: figures.length, observedAt: Date.parse(observedAt ?? ''), error }
  }
  const until = (freshness: string) =>
    waitFor(async () => {
      const answer = await ask()
      expect(answer).toMatchObject({ freshness, source: 'prometheus' })
      expect(answer.figures).toBeGreaterThan(0)
      return answer
    }, PATIENCE)
  const isYoung = ({ at, observedAt }: Awaited<ReturnType<typeof ask>>) => at - observedAt < ON_ITS_WAY_MS

  expect(isYoung(await until('live'))).toBe(true)
  const same = `from=${Date.now() - 600_000}&to=${Date.now()}`
  const first = await ask(same)
  expect(await ask(same)).toMatchObject({ freshness: 'cached', observedAt: first.observedAt })

  for (const [stop, start] of [
    [() => prometheus.signal('SIGSTOP'), () => prometheus.signal('SIGCONT')],
    [() => prometheus.kill(), () => prometheus.restart()],
  ] as const) {
    await stop()
    const stoppedAt = Date.now()
    const stale = await until('stale')
    expect(stale.observedAt).toBeLessThanOrEqual(stoppedAt)
    expect(stale.error?.message).toMatch(/./)
    const later = await until('stale')
    expect(later.observedAt).toBe(stale.observedAt)
    await start()
    const startedAt = Date.now()
    const back = await until('live')
    expect(back.observedAt).toBeGreaterThanOrEqual(startedAt)
  }
})
