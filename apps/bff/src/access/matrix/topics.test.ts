import { waitFor } from '@nobet/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CALLERS } from './callers.fixture.ts'
import { type JwtPanel, openJwtPanel, signToken } from './jwtPanel.fixture.ts'
import { DENIED, EVENT_NAMES, EVENTS, type EventName, READERS, type Reader, SEEN, TOPICS } from './table.fixture.ts'

const TIMEOUT_MS = 60_000

let open: JwtPanel
let before = ''
const tokens = new Map<string, string>()
beforeAll(async () => {
  open = await openJwtPanel()
  for (const [name, claims] of Object.entries(CALLERS)) {
    if (claims !== undefined) tokens.set(name, await signToken({ ...claims }))
  }
  const headers = { ...auth('admin'), 'content-type': 'application/cloudevents-batch+json' }
  const events = EVENT_NAMES.map((id) => ({ specversion: '1.0', id, source: '/matrix', ...EVENTS[id] }))
  const snapshot: unknown = await (await open.ask('/api/v1/snapshot', { headers: auth('admin') })).json()
  before = (snapshot as { cursor: string }).cursor
  const published = await open.ask('/api/v1/events', { method: 'POST', headers, body: JSON.stringify(events) })
  if (published.status !== 202) throw new Error(await published.text())
}, TIMEOUT_MS)
afterAll(() => open.close())

const auth = (caller: string) => open.bearer(tokens.get(caller))

interface Item {
  readonly event: { readonly id: string; readonly source: string }
}

/** Our own events among these, in the order sent. */
const named = (items: readonly Item[]): string[] =>
  items.filter(({ event }) => event.source === '/matrix').map(({ event }) => event.id)

const poll = async (caller: Reader, query: string, accept = 'application/json') => {
  const headers = { ...auth(caller), accept }
  return await open.ask(`/api/v1/events?after=${before}&limit=1000&${query}`, { headers })
}

const expectedOf = (caller: Reader, topic: string): EventName[] =>
  EVENT_NAMES.filter((name) => SEEN[caller].includes(name) && TOPICS[topic]?.includes(name))

const cells = READERS.flatMap((caller) => Object.keys(TOPICS).map((topic) => ({ caller, topic })))

describe('long poll', () => {
  test.each(cells)('$caller on $topic', async ({ caller, topic }) => {
    const page: unknown = await (await poll(caller, `topics=${topic}`)).json()
    expect(named((page as { events: Item[] }).events)).toEqual(expectedOf(caller, topic))
  })
})

describe('export', () => {
  test.each(READERS)('%s', async (caller) => {
    const text = await (await poll(caller, '', 'application/x-ndjson')).text()
    const lines = text.trim().split('\n')
    expect(named(lines.map((line) => JSON.parse(line) as Item))).toEqual(expectedOf(caller, '*'))
  })
})

describe('WebSocket', () => {
  const itemsOf = (frames: readonly { readonly op: string; readonly events?: unknown }[]) =>
    frames.filter(({ op }) => op === 'events').flatMap(({ events }) => events as Item[])

  test.each(READERS)('%s by hello.token', { timeout: TIMEOUT_MS }, async (caller) => {
    const stream = await open.stream({ token: tokens.get(caller), after: before })
    await waitFor(() => named(itemsOf(stream.frames)).includes('last'), { what: 'the last event' })
    expect(named(itemsOf(stream.frames))).toEqual(expectedOf(caller, '*'))
  })

  test.each(READERS)('%s by cookie, topics by name', { timeout: TIMEOUT_MS }, async (caller) => {
    const cookie = await open.signIn(tokens.get(caller) ?? '')
    const topics = Object.keys(TOPICS)
    const stream = await open.stream({ topics: [] }, { cookie })
    await stream.next('welcome')
    stream.send({ op: 'subscribe', id: 1, topics, after: before })
    const answer = await stream.next('subscribed')
    expect(answer['denied']).toEqual(topics.filter((topic) => DENIED[caller].includes(topic)))
    await waitFor(() => named(itemsOf(stream.frames)).includes('last'), { what: 'the last event' })
    expect(named(itemsOf(stream.frames))).toEqual(expectedOf(caller, '*'))
  })

  test.each([
    ['anonymous', 4401, 'unauthorized'],
    ['publisher', 4403, 'forbidden'],
  ])('%s is closed with %d', { timeout: TIMEOUT_MS }, async (caller, code, error) => {
    const token = tokens.get(caller)
    const stream = await open.stream(token === undefined ? { role: 'admin' } : { token })
    expect(await stream.closing()).toBe(code)
    expect(stream.frames).toMatchObject([{ op: 'error', code: error }])
  })

  test('hello.token wins over the cookie, also when it is worse', { timeout: TIMEOUT_MS }, async () => {
    const cookie = await open.signIn(tokens.get('admin') ?? '')
    const viewer = await open.stream({ token: tokens.get('viewer') }, { cookie })
    expect(await viewer.next('welcome')).toMatchObject({ user: { name: 'vera', role: 'viewer' } })
    const bad = await open.stream({ token: 'x' }, { cookie })
    expect(await bad.closing()).toBe(4401)
  })
})

describe('server-sent events', () => {
  test.each(READERS)('%s', { timeout: TIMEOUT_MS }, async (caller) => {
    const response = await open.ask(`/api/v1/events/stream?after=${before}`, { headers: auth(caller) })
    const items: Item[] = []
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString()
      const frames = text.split('\n\n')
      text = frames.pop() ?? ''
      for (const frame of frames) {
        const data = JSON.parse(frame.slice(frame.indexOf('data: ') + 6)) as { events?: Item[] }
        items.push(...(data.events ?? []))
      }
      if (named(items).includes('last')) break
    }
    expect(named(items)).toEqual(expectedOf(caller, '*'))
  })
})

describe('what is known of another module', () => {
  const limited = READERS.filter((name) => name.startsWith('limited'))
  const read = async (caller: Reader, path: string) =>
    await (await open.ask(`/api/v1/${path}`, { headers: auth(caller) })).text()
  const paths = ['snapshot', 'modules', 'overview', 'events?limit=1000']
  const cells = limited.flatMap((caller) => paths.map((path) => ({ caller, path })))

  test.each(cells)('is not in $path as a $caller reads it', { timeout: TIMEOUT_MS }, async ({ caller, path }) => {
    const text = await read(caller, path)
    expect(text).toContain('finbot')
    expect(text).not.toContain('mubot')
  })

  test.each(limited)('is not in the sources as a %s reads them', async (caller) => {
    expect(await read(caller, 'sources')).not.toContain('mubot')
  })

  test.each(paths)('is in %s for one without a limit', async (path) => {
    expect(await read('viewer', path)).toContain('mubot')
  })
})
