// PROTOCOL "Panel API": /silences. What is refused before Alertmanager is asked, and what it says itself.
import { type Problem, SilencePreview, SilenceSaved } from '@nobet/contracts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Json, type Outside, problemOf, shaped, startOutside } from '../outsider.fixture.ts'
import type { Recorder } from '../proxies/proxies.fixture.ts'
import { onFileFinished, recorded, send, startPeer, TOKEN } from './alerts.fixture.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()
const MATCHER = { name: 'alertname', value: 'RedisDown', isRegex: false, isEqual: true }
const draft = (over: Json = {}): Json => ({ matchers: [MATCHER], endsAt: inMs(HOUR_MS), comment: 'a repair', ...over })

let at: Outside
let peer: Awaited<ReturnType<typeof startPeer>>
beforeAll(async () => {
  peer = await startPeer()
  at = await startOutside({ NOBET_WEBHOOK_TOKEN: TOKEN, NOBET_ALERTMANAGER_URL: peer.url })
  onFileFinished(() => at.panel.stop())
})
beforeEach(() => {
  peer.seen.length = 0
  peer.says(recorded('silence-created'))
})

const writes = ({ seen }: Recorder) => seen.filter(({ method }) => method !== 'GET')

describe('refused here, with the reason, and Alertmanager is not asked', () => {
  const everything = (matcher: Json): Json => draft({ matchers: [{ ...MATCHER, ...matcher }] })
  test.each<[string, Json, number, string]>([
    ['no matcher', draft({ matchers: [] }), 422, 'at least one matcher'],
    ['an empty value', everything({ name: 'team', value: '' }), 422, 'name at least one label'],
    ['".*"', everything({ name: 'team', value: '.*', isRegex: true }), 422, 'name at least one label'],
    ['".+" on the name', everything({ value: '.+', isRegex: true }), 422, 'name at least one label'],
    ['"|.+"', everything({ name: 'team', value: '|.+', isRegex: true }), 422, 'name at least one label'],
    ['"not nobody"', everything({ value: 'nobody-is-called-so', isEqual: false }), 422, 'name at least one label'],
    ['a broken pattern', everything({ value: '(', isRegex: true }), 422, 'regular expression'],
    ['an end in the past', draft({ endsAt: inMs(-1_000) }), 422, 'in the past'],
    ['an end before its start', draft({ startsAt: inMs(2 * HOUR_MS) }), 422, 'before it begins'],
    ['31 days', draft({ endsAt: inMs(31 * DAY_MS) }), 422, '30 days'],
    ['31 days, begun long ago', draft({ startsAt: inMs(-DAY_MS), endsAt: inMs(31 * DAY_MS) }), 422, '30 days'],
  ])('%s', async (_what, body, status, words) => {
    const problem = await problemOf(await send(at, 'POST', 'silences', body), status)
    expect(problem.detail).toContain(words)
    expect(writes(peer)).toEqual([])
  })

  test.each<[string, Json, string]>([
    ['no comment', draft({ comment: '' }), 'comment'],
    ['no end', { matchers: [MATCHER], comment: 'x' }, 'endsAt'],
    ['an end that is no time', draft({ endsAt: 'tomorrow' }), 'endsAt'],
    ['a matcher without a name', draft({ matchers: [{ ...MATCHER, name: '' }] }), 'matchers'],
    ['too many matchers', draft({ matchers: Array.from({ length: 65 }, () => MATCHER) }), 'matchers'],
    ['a comment of a thousand words', draft({ comment: 'word '.repeat(1_000) }), 'comment'],
  ])('what is no silence: %s', async (_what, body, path) => {
    const problem = await problemOf(await send(at, 'POST', 'silences', body), 400)
    expect(problem.errors?.map((error) => error.path).join(' ')).toContain(path)
    expect(writes(peer)).toEqual([])
  })

  test('a preview says the same beforehand', async () => {
    const answer = await send(at, 'POST', 'silences/preview', {
      matchers: [{ ...MATCHER, value: '.*', isRegex: true }],
    })
    expect(answer.status).toBe(200)
    expect(await shaped(SilencePreview, answer)).toMatchObject({
      refusal: expect.stringContaining('name at least one label'),
    })
  })
})

test('one that is bound is passed on as it is, by the name of who asked', async () => {
  const answer = await send(at, 'POST', 'silences', draft({ createdBy: 'somebody else' }))
  expect(answer.status).toBe(201)
  expect((await shaped(SilenceSaved, answer)).id).toBe('e6c4ed67-a3e3-420d-a488-db935426967f')
  const [written] = writes(peer)
  expect(JSON.parse(written?.body ?? '')).toMatchObject({
    matchers: [MATCHER],
    comment: 'a repair',
    createdBy: 'local-admin',
  })
})

describe('what Alertmanager itself refuses comes through in its words', () => {
  const said = (problem: Problem) => ({ detail: problem.detail, upstream: problem.upstream })

  test.each([
    ['422 with a message', 'silence-schema-422', 422, 'comment in body is required'],
    ['400 with a bare string', 'silence-past-400', 400, "Failed to create silence: end time can't be in the past"],
    ['404 with nothing', 'silence-unknown-404', 404, 'HTTP 404'],
  ])('%s', async (_what, recording, status, words) => {
    peer.says(recorded(recording))
    const problem = await problemOf(await send(at, 'POST', 'silences', draft()), status)
    expect(said(problem)).toEqual({ detail: words, upstream: 'alertmanager' })
  })

  test('an id that is none, and one that nobody has', async () => {
    peer.says(recorded('silence-badid-422'))
    const bad = await problemOf(await send(at, 'DELETE', 'silences/xyz'), 422)
    expect(said(bad)).toEqual({ detail: 'silenceID in path must be of type uuid: "xyz"', upstream: 'alertmanager' })
    peer.says(recorded('silence-unknown-404'))
    await problemOf(await send(at, 'DELETE', 'silences/00000000-0000-0000-0000-000000000000'), 404)
  })

  test('an id is one segment of a path, whatever stands in it', async () => {
    peer.says(recorded('silence-badid-422'))
    await send(at, 'DELETE', `silences/${encodeURIComponent('../../v2/alerts?x=')}`)
    for (const { path } of writes(peer)) expect(path).toMatch(/^\/api\/v2\/silence\/[^/?]+$/)
  })

  test('words without end are cut, and an answer that is neither is the upstream’s fault', async () => {
    peer.says({ status: 400, body: 'x'.repeat(100_000) })
    const long = await problemOf(await send(at, 'POST', 'silences', draft()), 400)
    expect(long.detail?.length).toBeLessThan(1_000)
    peer.says({ status: 401, body: { secret: 'of the proxy' } })
    await problemOf(await send(at, 'POST', 'silences', draft()), 502)
  })
})

test('nobody is there: 503 that says so, and nothing is said to be silenced', async () => {
  const alone = await startOutside({ NOBET_ALERTMANAGER_URL: 'http://127.0.0.1:9' })
  onFileFinished(() => alone.panel.stop())
  const problem = await problemOf(await send(alone, 'POST', 'silences', draft()), 503)
  expect(problem.upstream).toBe('alertmanager')
  const none = await startOutside()
  onFileFinished(() => none.panel.stop())
  expect(await problemOf(await send(none, 'POST', 'silences', draft()), 503)).toMatchObject({
    key: 'alertmanager.urls',
  })
})
