// Every way an upstream can fail: the answer comes within its budget and says what is true.
import { waitFor } from '@nobet/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fault } from './faultProxy.fixture.ts'
import { DUE_MS, newInstant, openPrometheus, openUpstreamWorld, PATIENCE_MS } from './upstreamWorld.fixture.ts'

const AGE_TOLERANCE_S = 2
const LONG = { timeoutMs: PATIENCE_MS, intervalMs: 100 }

let world: Awaited<ReturnType<typeof openPrometheus>>
beforeAll(async () => {
  world = await openPrometheus()
})
afterAll(() => world.server.stop())

const TIMED_OUT = '{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}'
const DEADLINE = '{"status":"error","errorType":"execution","error":"expanding series: context deadline exceeded"}'
const JSON_TYPE = 'application/json'

interface Case {
  readonly name: string
  readonly fault: Fault | 'refuse'
  /** What one who asks for the first time gets: a problem of this status, or the upstream's own words. */
  readonly first: { readonly status: readonly number[]; readonly own?: string }
}

/** A problem of the panel that names the upstream, and no answer that could pass for one. */
const OURS = { upstream: 'prometheus', state: null }
const late = { status: [504] }
const bad = { status: [502] }
const CASES: readonly Case[] = [
  { name: 'nobody listens', fault: 'refuse', first: { status: [502, 503] } },
  { name: 'it takes too long', fault: { kind: 'delay', ms: 20_000 }, first: late },
  { name: 'it hangs before its headers', fault: { kind: 'hangBeforeHeaders' }, first: late },
  { name: 'it hangs after its headers', fault: { kind: 'hangAfterHeaders' }, first: late },
  { name: 'it trickles', fault: { kind: 'trickle', everyMs: 50 }, first: late },
  { name: 'it breaks off before its headers', fault: { kind: 'cutBeforeHeaders' }, first: bad },
  { name: 'it breaks off in the middle of its body', fault: { kind: 'cutMidBody' }, first: bad },
  { name: '200 MB, as told', fault: { kind: 'huge', mib: 200, told: true }, first: bad },
  { name: '200 MB, not told', fault: { kind: 'huge', mib: 200, told: false }, first: bad },
  {
    name: '500',
    fault: { kind: 'answer', status: 500, type: 'text/plain', body: 'boom\n' },
    first: { status: [500], own: 'boom\n' },
  },
  {
    name: 'its own time-out, as 503',
    fault: { kind: 'answer', status: 503, type: JSON_TYPE, body: TIMED_OUT },
    first: { status: [503], own: TIMED_OUT },
  },
  {
    name: 'its own time-out, as 422',
    fault: { kind: 'answer', status: 422, type: JSON_TYPE, body: DEADLINE },
    first: { status: [422], own: DEADLINE },
  },
  {
    name: 'a page',
    fault: { kind: 'answer', status: 200, type: 'text/html', body: '<html>Please sign in</html>' },
    first: bad,
  },
  {
    name: 'another content type',
    fault: { kind: 'answer', status: 200, type: 'application/octet-stream', body: '{"status":"success"}' },
    first: bad,
  },
  {
    name: 'JSON that breaks off',
    fault: { kind: 'answer', status: 200, type: JSON_TYPE, body: '{"status":"success","data":[' },
    first: bad,
  },
  { name: 'a redirect', fault: { kind: 'redirect', to: 'http://127.0.0.1:9/' }, first: { status: [502, 302] } },
]

describe.concurrent('an upstream in trouble', () => {
  test.for(CASES)('$name', async ({ fault, first }, { onTestFinished }) => {
    const { ask, proxy, sourceOf } = await openUpstreamWorld({ server: world.server, onTestFinished })
    const known = newInstant()
    const good = await ask(known)
    expect([good.status, good.state]).toEqual([200, 'live'])

    if (fault === 'refuse') await proxy.refuse()
    else proxy.set(fault, '/api/v1/query')

    // Who asks for the first time is told the truth.
    const unknown = await ask(newInstant())
    expect(unknown.tookMs).toBeLessThan(DUE_MS)
    expect(first.status).toContain(unknown.status)
    const { problem, state, body } = unknown
    expect(problem === undefined ? body : { upstream: problem.upstream, state }).toEqual(first.own ?? OURS)

    // Who has asked before gets the old answer, said to be old, with its true age.
    const old = await waitFor(async () => {
      const answer = await ask(known)
      expect(answer.tookMs).toBeLessThan(DUE_MS)
      expect(answer.status).toBe(200)
      expect(['cached', 'stale']).toContain(answer.state)
      return answer.state === 'stale' && answer
    }, LONG)
    expect(old.body).toBe(good.body)
    expect(Math.abs(old.age - (old.at - good.at) / 1000)).toBeLessThanOrEqual(AGE_TOLERANCE_S)

    // The others go on.
    const others = await Promise.all(['api/v1/overview', 'api/v1/modules', 'healthz'].map((path) => ask(path)))
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200])

    // What was open is given back.
    await waitFor(() => proxy.of('/api/v1/query').every(({ state }) => state !== 'open'), LONG)

    if (fault === 'refuse') await proxy.listen()
    else proxy.set({ kind: 'pass' })
    const again = await waitFor(async () => {
      const answer = await ask(known)
      return answer.state === 'live' && answer
    }, LONG)
    expect([again.status, again.age]).toEqual([200, 0])
    await waitFor(async () => (await sourceOf('prometheus'))?.state === 'live', LONG)
  })
})
