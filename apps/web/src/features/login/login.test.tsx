import { act } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildModule, NOW, renderApp } from '../../testing/renderApp.tsx'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

let app: Awaited<ReturnType<typeof renderApp>> | undefined
afterEach(async () => {
  await app?.unmount()
  app = undefined
})

const SESSION = { user: { name: 'elif', role: 'operator' }, auth: 'jwt', permissions: [], via: 'cookie' }
const refusal = (code: string, status = 401) =>
  Response.json({ type: `urn:nobet:problem:${code}`, title: 'No', status, detail: 'said in English' }, { status })
const refusedLink = { kind: 'unauthorized', reason: 'unauthorized', since: NOW, nextTryAt: NOW + 30_000 } as const

/** A server that lets `good` in and refuses every other token with `code`. */
function createServer(code = 'token-expired', status = 401) {
  let signedIn = false
  const tokens: string[] = []
  return {
    tokens,
    session: (init?: RequestInit): Response => {
      const token = new Headers(init?.headers).get('authorization')
      if (init?.method === 'POST') tokens.push(token ?? '')
      if (init?.method === 'DELETE') signedIn = false
      if (token !== null) signedIn = token === 'Bearer good'
      if (signedIn) return Response.json(SESSION)
      return token === null ? refusal('unauthorized') : refusal(code, status)
    },
  }
}

const find = <E extends Element>(selector: string): E => {
  const element = app?.host.querySelector<E>(selector)
  if (element === null || element === undefined) throw new Error(`no ${selector}`)
  return element
}

async function submit(token: string) {
  const input = find<HTMLInputElement>('input[type=password]')
  await act(async () => {
    // React listens to the native setter's event.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, token)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await act(async () => find<HTMLFormElement>('form').requestSubmit())
}

describe('signing in', () => {
  it('is asked for before anything is shown, at the address one was going to', async () => {
    const { session } = createServer()
    app = await renderApp({ path: '/modules/finbot', world: 'waiting', link: refusedLink, answers: { session } })
    await app.until(() => expect(find('label').textContent).toBe('Token'))
    expect(find<HTMLInputElement>('input').type).toBe('password')
    expect(app.host.textContent).toContain('pnpm nobet token --role operator')
    expect(app.host.querySelector('nav')).toBeNull()
    expect(app.router.state.location.pathname).toBe('/modules/finbot')
  })

  it('sends the token once, in a header, and forgets it', async () => {
    const { session, tokens } = createServer()
    app = await renderApp({ modules: [buildModule()], answers: { session } })
    await app.until(() => find('[role=status] button'))
    await act(async () => find<HTMLButtonElement>('[role=status] button').click())
    await submit('  Bearer good\n')
    await app.until(() => expect(tokens).toEqual(['Bearer good']))
    await app.until(() => expect(app?.host.querySelector('input[type=password]')).toBeNull())
    expect(app.host.textContent).not.toContain('Signed out')
  })

  it.each([
    ['en', 'token-expired', 401, 'This token has expired'],
    ['tr', 'token-expired', 401, 'süresi dolmuş'],
    ['tr', 'forbidden', 403, 'modülün belirteci'],
    ['en', 'something-new', 400, 'Signing in failed: said in English'],
  ] as const)('tells in %s why it was refused (%s)', async (language, code, status, words) => {
    const { session } = createServer(code, status)
    app = await renderApp({ language, world: 'waiting', link: refusedLink, answers: { session } })
    await app.until(() => find('input[type=password]'))
    await submit('bad')
    await app.until(() => expect(find('[role=alert]').textContent).toContain(words))
    expect(find('input').getAttribute('aria-invalid')).toBe('true')
  })

  it('sends nothing that is no token at all', async () => {
    const { session, tokens } = createServer()
    app = await renderApp({ world: 'waiting', link: refusedLink, answers: { session } })
    await app.until(() => find('input[type=password]'))
    await submit('  ')
    await app.until(() => expect(find('[role=alert]').textContent).toContain('Paste a token'))
    await submit('geçersiz')
    await app.until(() => expect(find('[role=alert]').textContent).toContain('not a token'))
    expect(tokens).toEqual([])
  })
})

describe('a session that ends', () => {
  it('leaves the last picture on the screen and says that it is old', async () => {
    const { session } = createServer()
    app = await renderApp({ modules: [buildModule()], link: refusedLink, answers: { session } })
    await app.until(() => expect(find('[role=status]').textContent).toContain('no longer changes'))
    expect(app.host.querySelector('nav')?.textContent).toContain('FinBot')
  })
})
