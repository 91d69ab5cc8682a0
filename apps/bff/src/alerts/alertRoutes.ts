import {
  type AckAnswer,
  AckRequest,
  ALERT_LIMITS,
  type AlertChanges,
  type AlertList,
  type AlertRow,
  type CloudEvent,
  type World,
} from '@nobet/contracts'
import { type Caller, may } from '@nobet/domain/access'
import { type AckSilence, type ReadLink, toAckComment, toAckMatchers } from '@nobet/domain/alerts'
import { Hono } from 'hono'
import { requirePermission } from '../access/requirePermission.ts'
import type { Clock } from '../clock.ts'
import type { AppEnv } from '../http/appEnv.ts'
import type { EventLog } from '../log/eventLog.ts'
import { toAcknowledgedEvent, toUnacknowledgedEvent } from '../sources/alertmanager/translate.ts'
import type { PeerWatch } from '../sources/alertmanager/watchPeers.ts'
import type { Gateway } from '../upstreams/gateway.ts'
import { forbidden, notOpen, notWritten } from './alertProblems.ts'
import { toAlertRows } from './alertRows.ts'
import { readChangesBefore } from './changesBefore.ts'
import type { Drill } from './drill.ts'
import { createReadGroups } from './readGroups.ts'
import { readJson } from './readJson.ts'
import { toSourced } from './toSourced.ts'
import type { AlertmanagerWriter } from './writeAlertmanager.ts'

export interface AlertRoutesDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly gateway: Gateway
  readonly watch: PeerWatch
  readonly writer: AlertmanagerWriter
  readonly log: Pick<EventLog, 'bounds' | 'readBefore'>
  readonly world: () => World | undefined
  readonly publish: (event: CloudEvent) => void
  readonly readLink: ReadLink
  /** What `readLink` allows. */
  readonly linkHosts: readonly string[]
  readonly drill: Drill
}

const NOT_YOURS = 'this alert belongs to no module of yours'

/** `/alerts` and below: what is open, who is on it, and what changed before. */
export function createAlertRoutes(deps: AlertRoutesDeps): Hono<AppEnv> {
  const { watch, writer, clock } = deps
  const readGroups = createReadGroups(deps.gateway)
  const rows = (caller: Caller): AlertRow[] =>
    toAlertRows(watch.view(), deps.world(), deps.readLink).filter(({ module }) => may(caller, 'alerts:read', module))
  const find = (caller: Caller, fingerprint: string) => rows(caller).find((row) => row.fingerprint === fingerprint)

  return new Hono<AppEnv>()
    .get('/alerts', requirePermission('alerts:read'), async (context) => {
      const alerts = rows(context.get('caller'))
      const known = new Set(alerts.map(({ fingerprint }) => fingerprint))
      const groups = (await readGroups())
        .map((group) => ({ ...group, fingerprints: group.fingerprints.filter((one) => known.has(one)) }))
        .filter(({ fingerprints }) => fingerprints.length > 0)
      const { peers, watchdog } = watch.view()
      const answer: AlertList = {
        alerts: { ...toSourced(watch.view(), alerts) },
        groups,
        watchdog,
        peers: [...peers],
        drill: deps.drill.verdict(),
        linkHosts: [...deps.linkHosts],
      }
      return context.json(answer)
    })
    .get('/alerts/:fingerprint/changes', requirePermission('alerts:read'), async (context) => {
      const row = find(context.get('caller'), context.req.param('fingerprint'))
      if (row === undefined) return notOpen(context)
      return context.json({ changes: await readChangesBefore(deps.log, row) } satisfies AlertChanges)
    })
    .post('/alerts/drill', requirePermission('alerts:drill'), (context) => deps.drill.start(context))
    .post('/alerts/:fingerprint/ack', requirePermission('alerts:ack'), async (context) => {
      const caller = context.get('caller')
      const row = find(caller, context.req.param('fingerprint'))
      if (row === undefined) return notOpen(context)
      if (!mayTake(caller, row)) return forbidden(context, NOT_YOURS)
      const body = await readJson(context, AckRequest)
      if (!body.ok) return body.response
      const ack = toAck(row, caller.name, body.value, clock.now())
      const written = await writer.saveSilence(toSilence(row, ack))
      if (written.kind !== 'done') return notWritten(context, written)
      const made = { ...ack, acknowledged: { ...ack.acknowledged, silenceId: written.value } }
      deps.publish(toAcknowledgedEvent(made, row, clock.now()))
      void watch.refresh()
      return context.json({ fingerprint: row.fingerprint, acknowledged: made.acknowledged } satisfies AckAnswer)
    })
    .delete('/alerts/:fingerprint/ack', requirePermission('alerts:ack'), async (context) => {
      const caller = context.get('caller')
      const row = find(caller, context.req.param('fingerprint'))
      if (row === undefined) return notOpen(context)
      if (!mayTake(caller, row)) return forbidden(context, NOT_YOURS)
      const silenceId = row.acknowledged?.silenceId
      if (row.acknowledged === undefined) return context.body(null, 204)
      if (silenceId !== undefined) {
        const written = await writer.expireSilence(silenceId)
        // One that is not there any more has ended: that is what was asked.
        const isGone = written.kind === 'refused' && written.status === 404
        if (written.kind !== 'done' && !isGone) return notWritten(context, written)
      }
      deps.publish(
        toUnacknowledgedEvent({ fingerprint: row.fingerprint, silenceId, by: caller.name }, row, clock.now()),
      )
      void watch.refresh()
      return context.body(null, 204)
    })
}

/** What belongs to no module concerns all of them: a caller limited to some may see it, and not answer for it. */
const mayTake = (caller: Caller, { module }: AlertRow): boolean =>
  may(caller, 'alerts:ack', module) && (caller.modules === undefined || module !== undefined)

function toAck(row: AlertRow, by: string, { durationMs, comment }: AckRequest, now: number): AckSilence {
  const until = new Date(now + (durationMs ?? ALERT_LIMITS.ackDefaultMs)).toISOString()
  const at = new Date(now).toISOString()
  return {
    fingerprint: row.fingerprint,
    acknowledged: { by, at, until, ...(comment === undefined || comment === '' ? {} : { comment }) },
  }
}

/** Taking over an acknowledgement edits its silence, so that there is one for an alert. */
function toSilence(row: AlertRow, { fingerprint, acknowledged }: AckSilence) {
  const id = row.acknowledged?.silenceId
  const { by, at, until, comment } = acknowledged
  return {
    ...(id === undefined ? {} : { id }),
    matchers: toAckMatchers(row.labels),
    startsAt: at,
    endsAt: until ?? at,
    createdBy: by,
    comment: toAckComment(fingerprint, comment),
  }
}
