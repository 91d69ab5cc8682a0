import { randomBytes } from 'node:crypto'
import { ask } from '../../support/ask.ts'
import { openGrafanaPath } from '../../support/grafanaPath.ts'
import { timed } from '../../support/latencies.ts'
import { expectLive } from '../../support/panelPage.ts'
import { publish, toEvent } from '../../support/publish.ts'
import { expect, test } from '../../support/scenario.ts'

const CONNECTIONS = 'mcp_websocket_active_connections{module="finbot"}'
/** A type no module publishes by itself; for the label it is one of the others. */
const TYPE = 'com.example.reconciled'
const PUBLISHED = 'mcp_websocket_events_published_total{module="finbot",event_type="_other"}'
const SCRAPED = { timeout: 30_000 }

test("[FIGURES-2] a module opened in a browser is one connection more, read through Grafana's API, until it is closed", async ({
  browser,
  stack,
}) => {
  const grafana = openGrafanaPath(stack)
  // No page is open: what the last scrape still knows of a closed one leaves first.
  const before = 0
  await expect.poll(() => grafana.number(CONNECTIONS), SCRAPED).toBe(before)

  const page = await browser.newPage()
  await page.goto(`${stack.panel}/modules/finbot`)
  await expectLive(page)
  await timed("an opened module is in Grafana's figures", () =>
    expect.poll(() => grafana.number(CONNECTIONS), SCRAPED).toBe(before + 1),
  )
  await expect.poll(() => grafana.boardNumber(CONNECTIONS), SCRAPED).toBe(before + 1)

  await page.close()
  await timed("a closed module has left Grafana's figures", () =>
    expect.poll(() => grafana.number(CONNECTIONS), SCRAPED).toBe(before),
  )
})

test("[FIGURES-2] an event that is published raises the rate that Grafana's API gives", async ({ stack }) => {
  const grafana = openGrafanaPath(stack)
  await expect.poll(() => grafana.number(PUBLISHED), SCRAPED).toBeDefined()
  const before = (await grafana.number(PUBLISHED)) ?? Number.NaN
  await expect.poll(() => grafana.number(`rate(${PUBLISHED}[20s])`), { timeout: 60_000 }).toBe(0)

  expect((await publish(stack.panel, toEvent({ type: TYPE }))).status).toBe(202)
  await expect.poll(() => grafana.number(PUBLISHED), SCRAPED).toBe(before + 1)
  await timed("a published event is in Grafana's rate", () =>
    expect.poll(() => grafana.number(`rate(${PUBLISHED}[20s])`), SCRAPED).toBeGreaterThan(0),
  )
})

test('[FIGURES-2] the delay of an event leads to its trace: the real Prometheus keeps the exemplar', async ({
  stack,
}) => {
  const grafana = openGrafanaPath(stack)
  const traceId = randomBytes(16).toString('hex')
  const traceparent = `00-${traceId}-${randomBytes(8).toString('hex')}-01`
  expect((await publish(stack.panel, { ...toEvent({ type: TYPE }), traceparent })).status).toBe(202)
  const delays = 'nobet_event_delivery_seconds_bucket{stage="append"}'
  await expect.poll(() => grafana.exemplars(delays), SCRAPED).toContain(traceId)
})

test("[FIGURES-2] a module's own figures lead to the trace of who asked it", async ({ stack }) => {
  const grafana = openGrafanaPath(stack)
  const asked = 'mcp_server_operation_duration_seconds_bucket{job="finbot"}'
  await expect.poll(() => grafana.exemplars(asked), SCRAPED).not.toEqual([])
  const [traceId] = await grafana.exemplars(asked)
  const trace = async () => (await ask(`${stack.panel}/api/tempo/api/traces/${traceId}`)).body
  await expect.poll(trace, SCRAPED).toContain('probe finbot')
})
