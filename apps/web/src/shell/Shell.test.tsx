import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildModule, renderApp } from '../testing/renderApp.tsx'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

let app: Awaited<ReturnType<typeof renderApp>> | undefined
afterEach(async () => {
  await app?.unmount()
  app = undefined
})

describe('the frame', () => {
  it('lists every module with its state in words, and no page that does not exist', async () => {
    app = await renderApp({ modules: [buildModule({ state: 'degraded' })] })
    const rail = app.host.querySelector('nav')
    expect(rail?.textContent).toContain('FinBotDegraded')
    expect(rail?.textContent).not.toMatch(/GitOps/)
  })

  it('moves by keyboard, and leaves typing alone', async () => {
    app = await renderApp({ modules: [buildModule()] })
    await app.press('g')
    await app.press('m')
    await app.until(() => expect(app?.router.state.location.pathname).toBe('/modules'))
    await app.press('g')
    await app.press('x')
    await app.press('o')
    expect(app.router.state.location.pathname).toBe('/modules')
  })

  it('gives what is typed while the palette loads to the palette, not to the page', async () => {
    app = await renderApp({ modules: [buildModule()] })
    await app.press('k', { ctrlKey: true })
    for (const key of 'gm') await app.press(key)
    await app.until(() => expect(app?.host.querySelector('dialog')).not.toBeNull())
    expect(app.host.querySelector<HTMLInputElement>('dialog input')?.value).toBe('gm')
    expect(app.router.state.location.pathname).toBe('/')
  })

  it('keeps the chosen range from page to page', async () => {
    app = await renderApp({ path: '/?range=5m', modules: [buildModule()] })
    await app.press('g')
    await app.press('m')
    await app.until(() => expect(app?.router.state.location.href).toBe('/modules?range=5m'))
  })

  it('says so when an address leads nowhere', async () => {
    app = await renderApp({ path: '/nowhere' })
    await app.until(() => expect(app?.host.textContent).toContain('/nowhere leads nowhere'))
  })
})
