import {
  type AckAnswer,
  AckRequest,
  ALERT_LIMITS,
  type AlertChanges,
  type AlertRow,
  type EventDataOf,
  type EventType,
  parseJsonWith,
  PreviewRequest,
  SilenceDraft,
  type SilenceList,
  type SilencePreview,
  type SilenceSaved,
} from '@nobet/contracts'
import { compileMatchers, judgeMatchers, judgeSilence, toAckMatchers } from '@nobet/domain/alerts'
import type * as z from 'zod/mini'
import { silencesOf } from '../alerts/silenceBook.ts'
import { toAlertList, toRows } from '../alerts/toAlertList.ts'
import { json, notFound, refuse } from './answers.ts'
import type { Call } from './call.ts'

const CAUSES: ReadonlySet<string> = new Set([
  'mcp.catalogue.changed',
  'mcp.health.changed',
  'cache.policy.changed',
  'cache.ttl.changed',
  'console.started',
])
const CHANGES_MAX = 20

export const readAlerts = ({ player }: Call): Response => json(toAlertList(player))

export function readChanges({ player, id }: Call): Response {
  const alert = find({ player, id })
  if (alert === undefined) return notFound(`alert ${id}`)
  const until = Date.parse(alert.startsAt)
  const changes = player.log
    .read(0)
    .filter(({ event }) => {
      const at = Date.parse(event.time)
      const mine = event.module === undefined || event.module === alert.module
      return CAUSES.has(event.type) && mine && at <= until && at >= until - ALERT_LIMITS.changedBeforeMs
    })
    .slice(-CHANGES_MAX)
    .toReversed()
    .map(({ cursor, event }) => ({ cursor, event }))
  return json({ changes } satisfies AlertChanges)
}

export async function acknowledge({ player, caller, request, id }: Call): Promise<Response> {
  const body = await readBody(request, AckRequest)
  if (!body.ok) return body.response
  const alert = find({ player, id })
  if (alert === undefined) return notFound(`alert ${id}`)
  const until = new Date(player.clock.now() + (body.value.durationMs ?? ALERT_LIMITS.ackDefaultMs)).toISOString()
  const silenceId = alert.acknowledged?.silenceId ?? player.mintId()
  const { comment } = body.value
  const acknowledged = {
    by: caller.name,
    at: player.now(),
    until,
    silenceId,
    ...(comment === undefined ? {} : { comment }),
  }
  silencesOf(player).save({
    id: silenceId,
    by: caller.name,
    comment: comment ?? '',
    startsAt: player.now(),
    endsAt: until,
    matchers: toAckMatchers(alert.labels),
    acknowledges: id,
  })
  publish({ player }, 'alert.acknowledged', alert, {
    fingerprint: id,
    alertname: alert.alertname,
    by: caller.name,
    until,
    silenceId,
    ...(comment === undefined ? {} : { comment }),
  })
  return json({ fingerprint: id, acknowledged } satisfies AckAnswer)
}

export function takeBack({ player, caller, id }: Call): Response {
  const alert = find({ player, id })
  if (alert === undefined) return notFound(`alert ${id}`)
  const silenceId = alert.acknowledged?.silenceId
  if (silenceId !== undefined) silencesOf(player).expire(silenceId)
  const by = { fingerprint: id, alertname: alert.alertname, by: caller.name }
  if (alert.acknowledged !== undefined) publish({ player }, 'alert.unacknowledged', alert, by)
  return new Response(null, { status: 204 })
}

export const readSilences = ({ player }: Call): Response => {
  const { freshness, observedAt, source } = toAlertList(player).alerts
  const value = [...silencesOf(player).list()]
  return json({ silences: { value, source, freshness, observedAt, error: null } } satisfies SilenceList)
}

export async function saveSilence({ player, caller, request }: Call): Promise<Response> {
  const body = await readBody(request, SilenceDraft)
  if (!body.ok) return body.response
  const refusal = judgeSilence(body.value, player.clock.now())
  if (refusal !== undefined)
    return refuse(422, `silence-${refusal}`, { title: 'Refused; nothing was silenced', detail: refusal })
  const { id, matchers, startsAt, endsAt, comment } = body.value
  const saved = id ?? player.mintId()
  silencesOf(player).save({
    id: saved,
    by: caller.name,
    comment,
    startsAt: startsAt ?? player.now(),
    endsAt,
    matchers,
  })
  return json({ id: saved } satisfies SilenceSaved, id === undefined ? 201 : 200)
}

export const expireSilence = ({ player, id }: Call): Response =>
  silencesOf(player).expire(id) ? new Response(null, { status: 204 }) : notFound(`silence ${id}`)

export async function previewSilence({ player, request }: Call): Promise<Response> {
  const body = await readBody(request, PreviewRequest)
  if (!body.ok) return body.response
  const refusal = judgeMatchers(body.value.matchers)
  const compiled = compileMatchers(body.value.matchers)
  const hit = toRows(player).filter(({ labels }) => compiled.ok && compiled.hits(labels))
  return json({
    count: body.value.matchers.length === 0 ? 0 : hit.length,
    alerts: hit.slice(0, ALERT_LIMITS.previewAlerts),
    ...(refusal === undefined ? {} : { refusal }),
  } satisfies SilencePreview)
}

export const refuseDrill = ({ player }: Call): Response =>
  refuse(409, 'drill-off', {
    title: 'Drills are off; nobody was told anything',
    detail: toAlertList(player).drill.reason ?? '',
  })

const find = ({ player, id }: Pick<Call, 'player' | 'id'>): AlertRow | undefined =>
  toRows(player).find(({ fingerprint }) => fingerprint === id)

function publish<T extends EventType>(
  { player }: Pick<Call, 'player'>,
  type: T,
  { module, fingerprint }: AlertRow,
  data: EventDataOf<T>,
): void {
  player.publish([
    {
      specversion: '1.0',
      id: player.mintId(),
      source: '/alertmanager',
      type,
      subject: fingerprint,
      time: player.now(),
      severity: 'info',
      ...(module === undefined ? {} : { module }),
      data,
    },
  ])
}

async function readBody<S extends z.ZodMiniType>(
  request: Request,
  schema: S,
): Promise<{ readonly ok: true; readonly value: z.infer<S> } | { readonly ok: false; readonly response: Response }> {
  const text = await request.text()
  const parsed = parseJsonWith(schema, text === '' ? '{}' : text)
  if (parsed.ok) return parsed
  return { ok: false, response: refuse(400, 'invalid-body', { title: 'Invalid body', errors: parsed.faults }) }
}
