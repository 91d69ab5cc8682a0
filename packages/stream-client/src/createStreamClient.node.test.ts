import { waitFor } from '@nobet/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { systemClock } from './clock.ts'
import { createStreamClient } from './createStreamClient.ts'
import { startPanelServer } from './testing/startPanelServer.ts'
import type { CreateWebSocket } from './wire/socketLike.ts'

/** The browser's own constructor must fit as well as that of `ws`: a check for the compiler. */
export const inBrowsers: CreateWebSocket = (url, protocols) => new globalThis.WebSocket(url, protocols)
const inNode: CreateWebSocket = (url, protocols) => new WebSocket(url, protocols)

const TIMEOUT_MS = 90_000
const cleanUps: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function setUp() {
  const panel = await startPanelServer()
  cleanUps.push(() => panel.stop())
  const offsets: number[] = []
  const client = createStreamClient(
    { createWebSocket: inNode, fetch: globalThis.fetch, clock: systemClock, random: Math.random },
    {
      baseUrl: panel.url,
      topics: ['*'],
      after: panel.cursor(),
      token: () => 'secret',
      role: 'viewer',
      onEvents: ({ items }) => offsets.push(...items.map((item) => Number(item.cursor.split(':')[1]))),
    },
  )
  cleanUps.push(client.stop)
  const on = (transport: string) => waitFor(() => client.report().stats.transport === transport, { timeoutMs: 60_000 })
  return { panel, client, offsets, on }
}

describe('over real sockets', () => {
  it(
    'follows one counter over WebSocket, SSE and long poll and back, with none missing and none doubled',
    async () => {
      const { panel, client, offsets, on } = await setUp()
      let published = 0
      const publish = (count: number) => {
        for (let made = 0; made < count; made += 1) panel.publish()
        published += count
      }
      await on('websocket')
      publish(5)
      panel.shut.add('websocket')
      panel.cutAll()
      publish(5)
      await on('sse')
      publish(5)
      panel.shut.add('sse')
      panel.cutAll()
      publish(5)
      await on('poll')
      publish(5)
      await waitFor(() => offsets.length >= published)
      expect(panel.headers.at(-1)).toMatchObject({ authorization: 'Bearer secret', 'x-nobet-role': 'viewer' })
      panel.shut.clear()
      await on('websocket')
      publish(5)
      await waitFor(() => offsets.length >= published)
      expect(offsets).toEqual(Array.from({ length: published }, (_, index) => index + 1))
      await waitFor(() => client.report().stats.roundTripMs !== undefined)
      expect(client.report()).toMatchObject({ state: { kind: 'live' }, stats: { lost: 0, malformed: 0 } })
    },
    TIMEOUT_MS,
  )

  it(
    'shows a cut at once, and finds a server that comes back',
    async () => {
      const { panel, client, on } = await setUp()
      await on('websocket')
      for (const door of ['websocket', 'sse', 'poll'] as const) panel.shut.add(door)
      panel.cutAll()
      await waitFor(() => client.report().state.kind === 'reconnecting')
      await waitFor(() => client.report().state.kind === 'offline', { timeoutMs: 60_000 })
      panel.shut.clear()
      await waitFor(() => client.report().state.kind === 'live', { timeoutMs: 60_000 })
    },
    TIMEOUT_MS,
  )
})
