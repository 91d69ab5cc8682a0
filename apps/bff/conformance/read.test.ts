// PROTOCOL "The same log over HTTP": GET /api/v1/events.
import { type EventsPage, LogItem, parseJsonWith } from '@nobet/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  at as cursorAt,
  get,
  headOf,
  type Json,
  offsetOf,
  type Outside,
  problemOf,
  publish,
  read,
  startOutside,
  startOwn,
  toEvent,
} from './outsider.fixture.ts'

const COUNT = 1200
let at: Outside
let cursors: string[]
const cursorOf = (index: number): string => cursors.at(index) ?? ''
beforeAll(async () => {
  at = await startOutside()
  const events = Array.from({ length: COUNT }, (_none, index) => toEvent(shapeOf(index)))
  cursors = [...(await publish(at, ...events.slice(0, 600))), ...(await publish(at, ...events.slice(600)))]
})
afterAll(() => at.panel.stop())

function shapeOf(index: number): Json {
  const type = ['com.example.a', 'com.example.b', 'alert.c'][index % 3]
  const severity = ['debug', 'info', 'warning', 'critical'][index % 4]
  return { type, severity, module: index % 2 === 0 ? 'finbot' : 'mubot', data: { word: `needle-${index}-` } }
}

const placesOf = (page: EventsPage) => page.events.map(({ cursor }) => cursor)

describe('the page', () => {
  test('"Without after/before: the newest limit (default 100)", ascending, cursor = head', async () => {
    const page = await read(at, {})
    expect(placesOf(page)).toEqual(cursors.slice(-100))
    expect(page.cursor).toBe(cursorOf(-1))
    expect(page.recovery).toMatchObject({ state: 'complete', lost: 0 })
    expect(placesOf(await read(at, { limit: '3' }))).toEqual(cursors.slice(-3))
  })

  test('"max 1000": a thousand are given, more than that asked for is 400', async () => {
    expect((await read(at, { limit: '1000' })).events).toHaveLength(1000)
    for (const limit of ['0', '-1', '1001', 'x', '1.5', '1e3']) {
      await problemOf(await get(at, `api/v1/events?limit=${limit}`), 400)
    }
  })

  test('"With after: the oldest limit after it, cursor = last position scanned"; exclusive', async () => {
    const page = await read(at, { after: cursorOf(10), limit: '5' })
    expect(placesOf(page)).toEqual(cursors.slice(11, 16))
    expect(page.cursor).toBe(cursorOf(15))
    const narrow = await read(at, { after: cursorOf(-4), types: 'nothing.like.it' })
    expect(narrow).toMatchObject({ events: [], cursor: cursorOf(-1) })
    expect(await read(at, { after: cursorOf(-1) })).toMatchObject({ events: [], cursor: cursorOf(-1) })
  })

  test('"With before alone: the newest limit before it, cursor = lowest position scanned, the next before"', async () => {
    const page = await read(at, { before: cursorOf(100), limit: '7' })
    expect(placesOf(page)).toEqual(cursors.slice(93, 100))
    expect(page.cursor).toBe(cursorOf(93))
  })

  test.each<Record<string, string>>([{}, { types: 'alert.c' }, { minSeverity: 'critical', module: 'mubot' }])(
    'walking down by before with %j meets every event once',
    async (filter) => {
      const range = { after: cursorAt(cursorOf(0), 0), before: cursorOf(900), limit: '1000' }
      const whole = placesOf(await read(at, { ...range, ...filter }))
      const met: string[] = []
      let before = cursorOf(900)
      for (let turn = 0; turn < 300; turn += 1) {
        const page = await read(at, { before, limit: '37', ...filter })
        met.unshift(...placesOf(page))
        if (page.events.length === 0) break
        before = page.cursor
      }
      expect(met).toEqual(whole)
    },
  )

  test('walking up by after with a filter meets every event once', async () => {
    const met: string[] = []
    let after = cursorAt(cursorOf(0), 0)
    for (;;) {
      const page = await read(at, { after, limit: '50', types: 'alert.c' })
      met.push(...placesOf(page))
      if (page.cursor === after) break
      after = page.cursor
    }
    expect(met).toEqual(cursors.filter((_cursor, index) => index % 3 === 2))
  })

  test('"after and before are exclusive bounds" together', async () => {
    const page = await read(at, { after: cursorOf(5), before: cursorOf(9) })
    expect(placesOf(page)).toEqual(cursors.slice(6, 9))
    expect((await read(at, { after: cursorOf(5), before: cursorOf(6) })).events).toEqual([])
    expect((await read(at, { after: cursorOf(9), before: cursorOf(5) })).events).toEqual([])
  })
})

describe('the filters', () => {
  const indices = (page: EventsPage) => page.events.map(({ cursor }) => cursors.indexOf(cursor))
  const within = { before: '', after: '' }
  beforeAll(() => {
    within.after = cursorOf(99)
    within.before = cursorOf(124)
  })
  const expected = (fits: (index: number) => boolean) =>
    Array.from({ length: 24 }, (_none, step) => step + 100).filter(fits)

  test('"lists are comma-separated": topics, types', async () => {
    expect(indices(await read(at, { ...within, types: 'com.example.a,alert.c' }))).toEqual(
      expected((index) => index % 3 !== 1),
    )
    expect(indices(await read(at, { ...within, topics: 'alerts,modules/finbot' }))).toEqual(
      expected((index) => index % 3 === 2 || index % 2 === 0),
    )
    expect(indices(await read(at, { ...within, topics: 'modules/*' }))).toEqual(expected((index) => index % 3 !== 2))
  })

  test('minSeverity, module, q', async () => {
    expect(indices(await read(at, { ...within, minSeverity: 'warning' }))).toEqual(expected((index) => index % 4 >= 2))
    expect(indices(await read(at, { ...within, module: 'mubot' }))).toEqual(expected((index) => index % 2 === 1))
    expect(indices(await read(at, { ...within, q: 'NEEDLE-111-' }))).toEqual([111])
  })

  test('bad values are 400 and named', async () => {
    const bad = { topics: 'nope', minSeverity: 'loud', module: 'No', wait: '30001', limit: 'x', types: 'a,,b' }
    for (const [name, value] of Object.entries(bad)) {
      const query = new URLSearchParams({ after: cursorOf(0), [name]: value })
      const problem = await problemOf(await get(at, `api/v1/events?${query}`), 400)
      expect(problem.errors?.map(({ path }) => path)).toEqual([name])
    }
  })

  test('what the caller may not see is left out in silence', async () => {
    const own = await startOwn()
    await publish(own, toEvent({ type: 'audit.x' }), toEvent({ type: 'alert.x' }))
    const response = await get(own, 'api/v1/events?topics=audit,alerts', { 'x-nobet-role': 'viewer' })
    const page = (await response.json()) as EventsPage
    expect(page.events.map(({ event }) => event.type)).toEqual(['alert.x'])
  })
})

describe('recovery', () => {
  test('"Unknown after: recovery none, no events, cursor = head"', async () => {
    const head = await headOf(at)
    for (const after of ['x', 'other:1', cursorAt(head, offsetOf(head) + 1), '🦊']) {
      const page = await read(at, { after })
      expect(page).toMatchObject({ events: [], cursor: head, recovery: { state: 'none', lost: null } })
    }
  })

  test('what is beyond retention is counted', async () => {
    const small = await startOwn({ NOBET_LOG_EVENTS: '10' })
    const start = await headOf(small)
    await publish(small, ...Array.from({ length: 30 }, () => toEvent()))
    const page = await read(small, { after: start })
    expect(page.recovery).toEqual({ state: 'partial', recovered: 10, lost: 20 })
    expect(page.events).toHaveLength(10)
  })

  test('NOBET_LOG_BYTES bounds the log too', async () => {
    const small = await startOwn({ NOBET_LOG_BYTES: '64KiB' })
    await publish(small, ...Array.from({ length: 50 }, () => toEvent({ data: 'x'.repeat(8000) })))
    expect((await read(small, {})).events.length).toBeLessThanOrEqual(8)
    expect((await read(small, {})).events.length).toBeGreaterThan(0)
  })
})

describe('wait', () => {
  test('"needs after": 400 without', async () => {
    await problemOf(await get(at, 'api/v1/events?wait=100'), 400)
    await problemOf(await get(at, `api/v1/events?wait=100&before=${cursorOf(5)}`), 400)
  })

  test('"holds only while nothing matches": what is there already comes at once', async () => {
    const startedAt = performance.now()
    expect((await read(at, { after: cursorOf(5), wait: '30000', limit: '1' })).events).toHaveLength(1)
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })

  test('nothing: an empty page when the time is over, cursor moved over what did not match', async () => {
    const own = await startOwn()
    const after = await headOf(own)
    const startedAt = performance.now()
    const waiting = read(own, { after, wait: '1500', topics: 'alerts' })
    await new Promise((resolve) => setTimeout(resolve, 200))
    const [unseen] = await publish(own, toEvent({ type: 'cache.x' }))
    expect(await waiting).toMatchObject({ events: [], cursor: unseen })
    expect(performance.now() - startedAt).toBeGreaterThan(1400)
  })

  test('long poll: the matching event ends the wait', async () => {
    const own = await startOwn()
    const after = await headOf(own)
    const waiting = read(own, { after, wait: '30000', topics: 'alerts' })
    await new Promise((resolve) => setTimeout(resolve, 200))
    const startedAt = performance.now()
    const [, seen] = await publish(own, toEvent({ type: 'cache.x' }), toEvent({ type: 'alert.x' }))
    const page = await waiting
    expect(page.events.map(({ cursor }) => cursor)).toEqual([seen])
    expect(page.cursor).toBe(seen)
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })
})

describe('"Accept: application/x-ndjson streams an export"', () => {
  const exported = async (params: Record<string, string>) => {
    const path = `api/v1/events?${new URLSearchParams(params)}`
    const response = await get(at, path, { accept: 'application/x-ndjson' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('application/x-ndjson')
    const text = await response.text()
    expect(text === '' || text.endsWith('\n')).toBe(true)
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const item = parseJsonWith(LogItem, line)
        if (!item.ok) throw new Error(line)
        return item.value.cursor as string
      })
  }

  test('every line is an item; the whole log, ascending, filtered as a page is', async () => {
    const all = await exported({})
    expect(all.slice(-COUNT)).toEqual(cursors)
    expect(await exported({ types: 'alert.c' })).toEqual(cursors.filter((_cursor, index) => index % 3 === 2))
  })

  test('after, before and limit mean what they mean for a page', async () => {
    expect(await exported({ after: cursorOf(5), before: cursorOf(9) })).toEqual(cursors.slice(6, 9))
    expect(await exported({ after: cursorOf(5), limit: '2' })).toEqual(cursors.slice(6, 8))
    expect(await exported({ before: cursorOf(100), limit: '7' })).toEqual(cursors.slice(93, 100))
    expect(await exported({ limit: '3' })).toEqual(cursors.slice(-3))
    expect(await exported({ limit: '3', types: 'alert.c' })).toEqual(
      cursors.filter((_cursor, index) => index % 3 === 2).slice(-3),
    )
    expect(await exported({ after: 'x' })).toEqual([])
    expect(await exported({ before: 'x' })).toEqual([])
  })
})
