import { type Cursor, EventsPage, type LoggedEvent, parseCursor } from '@nobet/contracts'
import { createStreamClient, type Gap, systemClock } from '@nobet/stream-client'
import { waitFor } from '@nobet/testkit'
import { WebSocket } from 'ws'
import { bearer, PATIENCE_MS } from './panelProcess.fixture.ts'

const PAUSE_MS = 15
const RETRY_MS = 100
const REQUEST_MS = 5_000
const TYPE = 'com.example.counted'

/** Publishes 1, 2, 3 … one by one; a number is sent again, under its own id, until it was taken. */
export function startPublisher(url: () => string, token?: string) {
  const taken = new Map<number, Cursor>()
  const refusals = new Map<number, number>()
  let next = 1
  let stopped = false

  const post = async (count: number): Promise<Cursor | undefined> => {
    try {
      const response = await fetch(`${url()}/api/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/cloudevents+json', ...bearer(token) },
        body: JSON.stringify({
          specversion: '1.0',
          id: `count-${count}`,
          source: '/counter',
          type: TYPE,
          data: { count },
        }),
        signal: AbortSignal.timeout(REQUEST_MS),
      })
      if (response.status !== 202) {
        refusals.set(response.status, (refusals.get(response.status) ?? 0) + 1)
        return undefined
      }
      // The panel's own contract.
      const { cursors } = (await response.json()) as { cursors: Cursor[] }
      return cursors[0]
    } catch {
      refusals.set(0, (refusals.get(0) ?? 0) + 1)
      return undefined
    }
  }

  const run = async () => {
    while (!stopped) {
      const cursor = await post(next)
      if (cursor !== undefined) taken.set(next++, cursor)
      await pause(cursor === undefined ? RETRY_MS : PAUSE_MS)
    }
  }
  let ended = run()

  return {
    taken,
    /** Answers other than 202 by status; 0 is no answer. */
    refusals,
    /** Resolves when so many more were taken. */
    more: async (count: number) => {
      const goal = taken.size + count
      await waitFor(() => taken.size >= goal, { timeoutMs: PATIENCE_MS, what: `${count} more events taken` })
    },
    async stop() {
      stopped = true
      await ended
    },
    /** Goes on after a stop. */
    async start() {
      await ended
      stopped = false
      ended = run()
    },
  }
}

export type Publisher = ReturnType<typeof startPublisher>

/** Follows the stream and keeps what came, in the order it came. */
export async function startReader(url: string, token?: string) {
  const seen: { readonly cursor: string; readonly event: LoggedEvent }[] = []
  const gaps: Gap[] = []
  const page = EventsPage.parse(await (await fetch(`${url}/api/v1/events?limit=1`, { headers: bearer(token) })).json())
  const client = createStreamClient(
    {
      createWebSocket: (address, protocols) => new WebSocket(address, protocols),
      fetch: globalThis.fetch,
      clock: systemClock,
      random: Math.random,
    },
    {
      baseUrl: url,
      topics: ['*'],
      after: page.cursor,
      ...(token !== undefined && { token }),
      onEvents: ({ items }) => seen.push(...items),
      onGap: (gap) => gaps.push(gap),
    },
  )
  await waitFor(() => client.report().stats.transport !== undefined, { timeoutMs: PATIENCE_MS, what: 'a live stream' })
  const counts = () =>
    seen.flatMap(({ event }) => (event.type === TYPE ? [Number(event.id.slice('count-'.length))] : []))
  return {
    seen,
    gaps,
    counts,
    ofType: (type: string) => seen.filter(({ event }) => event.type === type).map(({ event }) => event),
    /** How often it connected. */
    opened: () => client.report().stats.history.filter(({ outcome }) => outcome === 'opened').length,
    epochs: () => [...new Set(seen.map(({ cursor }) => parseCursor(cursor)?.epoch))],
    reaches: (count: number) =>
      waitFor(() => counts().includes(count), { timeoutMs: PATIENCE_MS, what: `event ${count} at the reader` }),
    stop: () => client.stop(),
  }
}

export type Reader = Awaited<ReturnType<typeof startReader>>

/** Stops publishing, lets the reader come to the end, and says which numbers are missing or came twice or out of order. */
export async function settle(publisher: Publisher, reader: Reader) {
  await publisher.stop()
  const last = publisher.taken.size
  await reader.reaches(last)
  const counts = reader.counts()
  const known = new Set(counts)
  return {
    missing: [...publisher.taken.keys()].filter((count) => !known.has(count)),
    doubled: counts.length - known.size,
    disordered: counts.filter((count, index) => index > 0 && count < (counts[index - 1] ?? 0)).length,
    total: last,
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
