import { act } from 'react'
import { runbooks } from 'virtual:guide/runbooks'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { renderApp } from '../../testing/renderApp.tsx'
import { loadGuide } from './book.ts'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

let app: Awaited<ReturnType<typeof renderApp>> | undefined
afterEach(async () => {
  await app?.unmount()
  app = undefined
})

/** The page once its texts have come. */
async function open(path: string, language: 'en' | 'tr' = 'en') {
  const opened = await renderApp({ path, language })
  app = opened
  await opened.until(() => expect(opened.host.querySelector('article h2')).not.toBeNull())
  return opened
}

const wanted = () => document.querySelector('[data-wanted] :is(h2, h3, h4)')

describe('the guide', { timeout: 30_000 }, () => {
  it('holds the place every alert leads to, in both languages', async () => {
    expect(runbooks.length).toBeGreaterThan(40)
    const [en, tr] = [await loadGuide('en'), await loadGuide('tr')]
    const twinOf = new Map(tr.map(({ twin, anchor }) => [twin, anchor]))
    const { host, prefs } = await open('/guide')
    const missing = (anchors: readonly (string | undefined)[]) => {
      const held = new Set<string | undefined>([...host.querySelectorAll('h4')].map(({ id }) => id))
      return anchors.filter((anchor) => !held.has(anchor))
    }
    expect(missing(runbooks.map(({ anchor }) => anchor))).toEqual([])
    expect(host.querySelectorAll('article section')).toHaveLength(en.length)
    await act(async () => prefs.setState({ language: 'tr' }))
    await app?.until(() => expect(missing(runbooks.map(({ anchor }) => twinOf.get(anchor)))).toEqual([]))
  })

  it('goes to the section of a link, and reads it in the panel’s language', async () => {
    await open('/guide#redisdown', 'tr')
    expect(wanted()?.id).toBe('redisdown-türkçe')
    expect(document.activeElement).toBe(wanted())
  })

  it('reads a link to the Turkish section in Turkish, whatever the panel speaks', async () => {
    const { host } = await open('/guide#redisdown-t%C3%BCrk%C3%A7e')
    expect(wanted()?.id).toBe('redisdown-türkçe')
    expect(host.querySelector('[lang="tr"]')).not.toBeNull()
  })

  it('says so when there is no such section, and shows the rest', async () => {
    const { host } = await open('/guide#nosuchalert')
    expect(host.textContent).toContain('no section “nosuchalert”')
    expect(host.querySelector('#redisdown')).not.toBeNull()
  })

  it('finds sections by their words, without regard to case, accents and the Turkish i', async () => {
    const { host, until } = await open('/guide', 'tr')
    const input = host.querySelector<HTMLInputElement>('input[type="search"]')
    if (input === null) throw new Error('there is no search')
    await type(input, 'SIFIRDAN BUYUKSE')
    await until(() => expect(titles(host)).toEqual(['Hangi panel yokluyor, günlük yaşıyor mu?']))
    await type(input, 'redisdown')
    await until(() => expect(titles(host)[0]).toBe('RedisDown'))
    await type(input, 'zzz')
    await until(() => expect(host.textContent).toContain('“zzz” hiçbir bölümde geçmiyor'))
  })

  it('is reached by the name of an alert in the palette', async () => {
    const { press, until, router } = await open('/guide')
    await press('k', { ctrlKey: true })
    await until(() => expect(document.querySelector('[role="combobox"]')).not.toBeNull())
    const input = document.querySelector<HTMLInputElement>('[role="combobox"]')
    if (input === null) throw new Error('there is no palette')
    await type(input, 'runbook mcpmoduledown')
    await until(() => expect(document.querySelectorAll('[role="option"]')).toHaveLength(1))
    await act(async () => document.querySelector<HTMLElement>('[role="option"]')?.click())
    await until(() => expect(router.state.location.hash).toBe('mcpmoduledown'))
    expect(wanted()?.id).toBe('mcpmoduledown')
  })
})

const titles = (host: HTMLElement): string[] =>
  [...host.querySelectorAll('aside nav a')].map((link) => link.firstChild?.textContent ?? '')

async function type(input: HTMLInputElement, text: string): Promise<void> {
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
