import { WebSocket } from 'ws'
import { type Asked, ask } from '../support/ask.ts'
import { watchFaults } from '../support/faults.ts'
import { openLive, pillOf } from '../support/panelPage.ts'
import { expect, test } from '../support/scenario.ts'
import { SCREENS } from '../support/screens.ts'

test('[SAFE-1] a strict policy holds on every screen and no page complains', async ({ page, product }) => {
  const faults = await watchFaults(page)
  const strangers: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(product.url).host) strangers.push(request.url())
  })
  for (const path of Object.values(SCREENS)) {
    const answer = await page.goto(`${product.url}${path}`)
    const headers = answer?.headers() ?? {}
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    await expect(pillOf(page)).toHaveAttribute('data-pill', 'ok')
    await expect(page.getByRole('main').locator('h1, h2').first()).toBeVisible()
  }
  await openLive(page, `${product.url}/`)
  await pillOf(page).click()
  await expect(page.locator('[popover]:popover-open')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  expect(faults).toEqual([])
  expect(strangers).toEqual([])
})

function expectProblem(answer: Asked, status: number): void {
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json).toMatchObject({ status })
  for (const name of ['type', 'title', 'detail', 'traceId']) expect(answer.json[name], name).toEqual(expect.any(String))
}

test('[SAFE-2] a viewer may look and not probe', async ({ product }) => {
  const headers = { 'x-nobet-role': 'viewer' }
  const probe = `${product.url}/api/v1/modules/finbot/probe`
  expect((await ask(`${product.url}/api/v1/modules`, { headers })).status).toBe(200)
  expectProblem(await ask(probe, { method: 'POST', headers }), 403)
  expect((await ask(probe, { method: 'POST', headers: { 'x-nobet-role': 'operator' } })).status).toBeLessThan(300)
})

test('[SAFE-2] strange hosts, origins, go-betweens and routes are refused in the contract’s form', async ({
  product,
}) => {
  const modules = `${product.url}/api/v1/modules`
  expectProblem(await ask(modules, { headers: { host: 'panel.example.com' } }), 421)
  expectProblem(await ask(modules, { headers: { origin: 'https://evil.example' } }), 403)
  expectProblem(await ask(modules, { headers: { 'sec-fetch-site': 'cross-site' } }), 403)
  expectProblem(await ask(modules, { headers: { 'x-forwarded-for': '10.0.0.1' } }), 403)
  expectProblem(await ask(modules, { headers: { forwarded: 'for=10.0.0.1' } }), 403)
  expectProblem(await ask(`${product.url}/api/v1/nowhere`), 404)
  expectProblem(await ask(`${product.url}/api/v1/modules/nobody`), 404)
})

test('[SAFE-2] the socket has the same door', async ({ product }) => {
  const stream = `${product.url.replace('http', 'ws')}/api/v1/stream`
  const knock = (protocol: string[], headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const socket = new WebSocket(stream, protocol, { headers })
      socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
      socket.on('open', () => {
        socket.terminate()
        resolve(101)
      })
      socket.on('error', reject)
    })
  expect(await knock(['nobet.v1'], {})).toBe(101)
  expect(await knock(['nobet.v1'], { origin: 'https://evil.example' })).toBe(403)
  expect(await knock(['nobet.v1'], { host: 'panel.example.com' })).toBe(421)
  expect(await knock([], {})).toBe(400)
})
