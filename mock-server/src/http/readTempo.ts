import type { Player } from '../player/startPlayer.ts'
import type { Answer } from '../standins/http/answer.ts'
import { answerSearch } from '../standins/tempo/answerSearch.ts'
import { answerTypedTagValues } from '../standins/tempo/answerTags.ts'
import { answerTraceV2 } from '../standins/tempo/answerTrace.ts'
import { createTraceStore, type TraceStore } from '../standins/tempo/traceStore.ts'
import { notFound, refuse } from './answers.ts'
import { toEventSpans } from './toEventSpans.ts'

export const TEMPO_PREFIX = '/api/tempo/'

const EVENTS_MAX = 500
const CUTOFF_MS = 30_000

/** The panel's proxy to Tempo on a played world: the traces of its newest events, by the code of the stand-in. */
export function readTempo(player: Player, url: URL): Response {
  if (player.world.traced !== true) {
    return refuse(503, 'not-configured', { title: 'Tempo is not configured', detail: 'tempo.url is not set' })
  }
  const path = url.pathname.slice(url.pathname.indexOf(TEMPO_PREFIX) + TEMPO_PREFIX.length - 1)
  const store = fillStore(player)
  const [, id] = /^\/api\/v2\/traces\/([^/]+)$/.exec(path) ?? []
  if (id !== undefined) return toResponse(player, answerTraceV2(decodeURIComponent(id), url.searchParams, store))
  const [, tag] = /^\/api\/v2\/search\/tag\/([^/]+)\/values$/.exec(path) ?? []
  if (tag !== undefined) {
    return toResponse(player, answerTypedTagValues(decodeURIComponent(tag), url.searchParams, store.list()))
  }
  if (path !== '/api/search') return notFound(url.pathname)
  const visibleUntilMs = Date.parse(player.now()) - CUTOFF_MS
  return toResponse(player, answerSearch(url.searchParams, store.list(), visibleUntilMs))
}

function fillStore(player: Player): TraceStore {
  const store = createTraceStore(() => Date.parse(player.now()))
  const events = player.log.read(0).slice(-EVENTS_MAX)
  for (const [at, { event }] of events.entries()) store.add(toEventSpans(event, events[at - 1]?.event), 0)
  return store
}

function toResponse(player: Player, { status, headers, body }: Answer): Response {
  const date = new Date(player.now()).toUTCString()
  return new Response(body, { status, headers: { ...headers, date, 'x-nobet-state': 'live' } })
}
