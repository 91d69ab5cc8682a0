import {
  type Cursor,
  type EventsPage,
  formatCursor,
  HTTP_LIMITS,
  parseCursor,
  parseWith,
  Recovery,
  type ServerFrame,
  type Welcome,
} from '@nobet/contracts'
import { areLogItems, isCursor, isRecord, readJson } from '../wire/decodeFrame.ts'
import { eventsUrl, requestHeaders } from './endpoints.ts'
import { toEndOfError, toEndOfResponse } from './toEnd.ts'
import type { Connection, End, OpenTransport, Signal, TransportDeps } from './transport.ts'

/** The longest that a value may be old over a long poll: each answer proves the ones before it. */
export const POLL_WAIT_MS = 10_000
/** Between two answers, so that a busy log is fetched in pages and not one by one. */
const POLL_PAUSE_MS = 250
const POLL_ANSWER_SLACK_MS = 5_000

/** `GET /api/v1/events?after=…&wait=…` in a loop, told in the words of the stream: `welcome`, `events`, `lagged`. */
export const openLongPoll: OpenTransport = (deps, request, onSignal) => {
  const aborter = new AbortController()
  let over = false
  let stopTimer = () => {}
  const tell = (signal: Signal) => {
    if (over) return
    if (signal.kind === 'ended') close()
    onSignal(signal)
  }

  void run().then(
    (end) => tell({ kind: 'ended', end }),
    (error: unknown) => tell({ kind: 'ended', end: toEndOfError(error, 'cut') }),
  )
  return { transport: 'poll', send: () => false, close } satisfies Connection

  async function run(): Promise<End> {
    const startedAt = deps.clock.monotonic()
    const first = await fetchPage(request.after, 0)
    if (!first.ok) return first.end
    tell({ kind: 'round-trip', ms: deps.clock.monotonic() - startedAt })
    tell({ kind: 'frame', frame: toWelcome(first.page, request.after) })
    if (request.after !== undefined) tellPage(first.page, request.after, { isFirst: true })
    return follow(first.page.cursor)
  }

  async function follow(start: Cursor): Promise<End> {
    let after = start
    for (;;) {
      if (over) return { kind: 'left', text: 'closed' }
      const answer = await fetchPage(after, POLL_WAIT_MS)
      if (!answer.ok) return answer.end
      const { page } = answer
      tellPage(page, after, { isFirst: false })
      after = page.cursor
      if (page.events.length < HTTP_LIMITS.readMax) await pause()
    }
  }

  async function fetchPage(after: string | undefined, waitMs: number): Promise<Answer> {
    stopTimer = deps.clock.setTimer(() => {
      tell({ kind: 'ended', end: { kind: 'timeout', text: 'the long poll was not answered' } })
    }, waitMs + POLL_ANSWER_SLACK_MS)
    try {
      const limit = after === undefined ? 1 : HTTP_LIMITS.readMax
      const url = eventsUrl(request, { limit, waitMs, ...(after === undefined ? {} : { after }) })
      return await readPage(deps, url, { headers: requestHeaders(request, 'application/json'), signal: aborter.signal })
    } finally {
      stopTimer()
    }
  }

  function tellPage(page: EventsPage, after: string, { isFirst }: { isFirst: boolean }): void {
    for (const frame of toFrames(page, after, isFirst)) tell({ kind: 'frame', frame })
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = deps.clock.setTimer(resolve, POLL_PAUSE_MS)
      stopTimer = () => {
        cancel()
        resolve()
      }
    })
  }

  function close(): void {
    if (over) return
    over = true
    stopTimer()
    aborter.abort()
  }
}

type Answer = { readonly ok: true; readonly page: EventsPage } | { readonly ok: false; readonly end: End }

async function readPage(deps: TransportDeps, url: string, init: RequestInit): Promise<Answer> {
  // Taken out of its object: a browser's fetch refuses to be called as a method of another.
  const { fetch, clock } = deps
  const response = await fetch(url, { ...init, cache: 'no-store' })
  if (!response.ok) return { ok: false, end: toEndOfResponse(response, clock.now()) }
  const json = readJson(await response.text())
  if (!isRecord(json) || !isCursor(json['cursor']) || !areLogItems(json['events'])) return notAPage(response.status)
  const recovery = parseWith(Recovery, json['recovery'])
  if (!recovery.ok) return notAPage(response.status)
  return { ok: true, page: { events: json['events'], cursor: json['cursor'], recovery: recovery.value } }
}

const notAPage = (code: number): Answer => ({
  ok: false,
  end: { kind: 'refused', code, text: 'the answer is no page of events' },
})

/** HTTP has no session: what the stream would say at its start is read off the first page. */
function toWelcome(page: EventsPage, after: string | undefined): Welcome {
  return {
    op: 'welcome',
    session: '',
    cursor: headOf(page, after),
    user: { name: '', role: 'viewer' },
    heartbeatMs: POLL_WAIT_MS,
    receiptRate: 0,
    recovery: page.recovery,
  }
}

function headOf({ recovery, cursor }: EventsPage, after: string | undefined): Cursor {
  const position = after === undefined ? undefined : parseCursor(after)
  if (position === undefined || recovery.lost === null) return cursor
  return formatCursor({ epoch: position.epoch, offset: position.offset + recovery.recovered + recovery.lost })
}

/** What was lost is said first, then what is left; the welcome has said it for the first page. */
function toFrames(page: EventsPage, after: string, isFirst: boolean): ServerFrame[] {
  const { recovery, cursor, events } = page
  const from = parseCursor(after)
  const start = isCursor(after) ? after : cursor
  if (recovery.lost === 0 || from === undefined) return [{ op: 'events', events, from: start, until: cursor }]
  const until =
    recovery.lost === null ? cursor : formatCursor({ epoch: from.epoch, offset: from.offset + recovery.lost })
  const rest: ServerFrame = { op: 'events', events, from: until, until: cursor }
  return isFirst ? [rest] : [{ op: 'lagged', from: start, until, lost: recovery.lost }, rest]
}
