import { expectLive, openLive, pillOf, stateOf, tickerOf } from '../support/panelPage.ts'
import { watchFaults } from '../support/faults.ts'
import { findNginx, startNginx } from '../support/nginx.ts'
import { expect, test } from '../support/scenario.ts'

test('[ROAD-8] a proxy that blocks the upgrade: SSE at once, and the panel says what to set', async ({
  page,
  product,
  startProxy,
}) => {
  const { url, trouble } = await startProxy(product)
  trouble.webSocket = 'refuse'
  await page.goto(`${url}/`)
  await expect(pillOf(page)).toHaveText('Fallback: SSE')
  await expect(stateOf(page, 'finbot')).toHaveText('Healthy')
  await expect(tickerOf(page).getByRole('listitem').first()).toBeVisible()

  await pillOf(page).click()
  const hint = page.getByRole('note')
  await expect(hint).toContainText('A proxy on the way blocks WebSocket')
  await expect(hint).toContainText('proxy_set_header Upgrade $http_upgrade;')
  await page.keyboard.press('Escape')

  trouble.webSocket = 'pass'
  await expectLive(page, 60_000)
})

test('[ROAD-7] the panel lives on a sub-path behind nginx: deep links, reload, WebSocket', async ({
  page,
  startOwn,
}) => {
  const nginx = findNginx()
  test.skip(nginx === undefined, 'nginx is not on this machine')
  const product = await startOwn({ basePath: '/ops/nobet' })
  const proxy = await startNginx(nginx ?? '', product.port, '/ops/nobet')
  try {
    const faults = await watchFaults(page)
    const sockets: string[] = []
    page.on('websocket', (socket) => sockets.push(socket.url()))
    await openLive(page, `${proxy.url}/ops/nobet/`)
    expect(sockets).toEqual([`${proxy.url.replace('http', 'ws')}/ops/nobet/api/v1/stream`])
    await expect(stateOf(page, 'mubot')).toHaveText('Healthy')

    await page.locator('h2 a[href$="/modules/mubot"]').click()
    await expect(page).toHaveURL(`${proxy.url}/ops/nobet/modules/mubot`)
    await page.reload()
    await expectLive(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('MuBot')
    await expect(page.getByText('list_ledger', { exact: true })).toBeVisible()
    await openLive(page, `${proxy.url}/ops/nobet/settings`)
    expect((await page.request.get(`${proxy.url}/ops/nobet/api/v1/nowhere`)).status()).toBe(404)
    expect(faults).toEqual([])
  } finally {
    await proxy.stop()
  }
})
