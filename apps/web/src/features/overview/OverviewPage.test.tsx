import type { LinkState } from '@nobet/stream-client'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ago, buildModule, NOW, renderApp } from '../../testing/renderApp.tsx'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

const offline: LinkState = { kind: 'offline', since: NOW - 60_000, attempt: 4, nextTryAt: NOW + 5_000 }
const poll: LinkState = { kind: 'fallback', transport: 'poll', since: NOW - 60_000, maxAgeMs: 10_000 }
const sources = {
  sources: [
    {
      id: 'alertmanager',
      kind: 'alertmanager',
      state: 'not_configured',
      since: ago(0),
      lastOkAt: null,
      key: 'alertmanager.urls',
    },
  ],
}

let app: Awaited<ReturnType<typeof renderApp>> | undefined
const show = async (scene: Parameters<typeof renderApp>[0]) => {
  app = await renderApp(scene)
  await app.until(() => expect(app?.host.querySelector('main h1')).not.toBeNull())
  return app
}
afterEach(async () => {
  await app?.unmount()
  app = undefined
})

const textOf = (element: Element | null | undefined) => element?.textContent ?? ''
/** Marks and badges that claim to know something good now. */
const greens = (host: Element) => host.querySelectorAll('main [data-tone="ok"][data-known="now"]').length

describe('the overview', () => {
  it('says the fleet in one sentence, worst first', async () => {
    const { host } = await show({
      modules: [
        buildModule(),
        buildModule({ id: 'mubot', title: 'MuBot', state: 'down', since: ago(120_000), finding: { code: 'refused' } }),
        buildModule({ id: 'obs', title: 'Observability', observedAt: ago(360_000) }),
      ],
    })
    expect(textOf(host.querySelector('h1'))).toBe('MuBot is down and Observability is stale; FinBot is healthy')
    expect(textOf(host)).toContain('MuBot for 2 min: the connection is refused. Observability last seen 6 min ago.')
    expect(textOf(host)).toContain('The connection is refused')
  })

  it('says of a degraded module that passes again why it is not healthy yet', async () => {
    const { host } = await show({ modules: [buildModule({ state: 'degraded' })] })
    expect(textOf(host)).toContain('one more good probe makes it healthy')
  })

  it('shows the latency of a module that no longer answers as the last one there was', async () => {
    const { host } = await show({
      modules: [buildModule({ state: 'down', failures: 4, finding: { code: 'refused' } })],
    })
    const figure = [...host.querySelectorAll('main b')].find((b) => b.textContent === '142 ms')
    expect(figure?.className).toContain('past')
  })

  it('says it in Turkish by meaning', async () => {
    const { host } = await show({ language: 'tr', modules: [buildModule({ state: 'degraded' })] })
    expect(textOf(host.querySelector('h1'))).toBe('FinBot aksıyor')
    expect(document.documentElement.lang).toBe('tr')
  })

  it('shows a module that was not seen for two intervals as stale, with when it was last seen', async () => {
    const { host } = await show({ modules: [buildModule({ observedAt: ago(21_000) })] })
    expect(greens(host)).toBe(0)
    expect(textOf(host)).toContain('Last observed 14:01:48, then was healthy.')
  })

  it.each([
    ['polling', poll],
    ['offline', offline],
  ])('while %s nothing on it claims to be good now, and the root takes the colour away', async (_name, state) => {
    const { host, setLink } = await show({ modules: [buildModule()] })
    expect(greens(host)).toBeGreaterThan(0)
    await setLink(state)
    expect(greens(host)).toBe(0)
    expect(textOf(host)).toContain('Was healthy')
    expect(document.documentElement.dataset['link']).toBe(state === poll ? 'poll' : 'offline')
  })

  it('offline says since when, and does not claim to know how much was lost', async () => {
    const { host } = await show({ modules: [buildModule()], link: offline })
    expect(textOf(host.querySelector('h1'))).toBe('Nothing has been observed since 14:01:09')
    expect(textOf(host)).toContain('Events lostunknown')
  })

  it('says which key switches alerts on, and that nobody is paged until then', async () => {
    const { host, until } = await show({ modules: [buildModule()], answers: { '/sources': sources } })
    await until(() => expect(textOf(host)).toContain('NOBET_ALERTMANAGER_URL'))
    expect(textOf(host)).toContain('nobody is paged')
  })

  it('keeps the rest usable when history and sources do not answer', async () => {
    const { host, until } = await show({ modules: [buildModule()] })
    await until(() => expect(textOf(host)).toContain('Unavailable'))
    expect(textOf(host)).toContain('142 ms')
  })

  it('without modules says so and how to add one', async () => {
    const { host } = await show({})
    expect(textOf(host.querySelector('h1'))).toBe('No module is configured')
    expect(textOf(host)).toContain('NOBET_MODULES')
  })
})
