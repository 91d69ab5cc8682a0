import {
  ALERT_LIMITS,
  type PeerSilence,
  PreviewRequest,
  type SilenceList,
  SilenceDraft,
  type SilenceMatcher,
  type SilencePreview,
  type SilenceSaved,
  type SilenceView,
} from '@nobet/contracts'
import { type Caller, may } from '@nobet/domain/access'
import { compileMatchers, isWatchdog, judgeMatchers, judgeSilence, readAckComment } from '@nobet/domain/alerts'
import { Hono } from 'hono'
import { requirePermission } from '../access/requirePermission.ts'
import type { AppEnv } from '../http/appEnv.ts'
import { forbidden, notWritten, REFUSALS, refusedSilence } from './alertProblems.ts'
import { toAlertRows } from './alertRows.ts'
import type { AlertRoutesDeps } from './alertRoutes.ts'
import { readJson } from './readJson.ts'
import { toSourced } from './toSourced.ts'

type SilenceRoutesDeps = Pick<AlertRoutesDeps, 'clock' | 'watch' | 'writer' | 'world' | 'readLink'>

const ONLY_YOURS = 'you are limited to modules: a silence of yours needs the matcher module="<one of them>"'

/** `/silences`: what is muted, by whom and until when; and what a draft would mute. */
export function createSilenceRoutes({ clock, watch, writer, world, readLink }: SilenceRoutesDeps): Hono<AppEnv> {
  const known = (id: string) => watch.view().silences.find((silence) => silence.id === id)
  return new Hono<AppEnv>()
    .get('/silences', requirePermission('alerts:read'), (context) => {
      const view = watch.view()
      const silences = view.silences
        .filter(({ matchers }) => isWithin(context.get('caller'), matchers))
        .map((silence) => toView(silence, view.alerts))
      return context.json({ silences: { ...toSourced(view, silences) } } satisfies SilenceList)
    })
    .post('/silences/preview', requirePermission('alerts:read'), async (context) => {
      const body = await readJson(context, PreviewRequest)
      if (!body.ok) return body.response
      const { matchers } = body.value
      const refusal = judgeMatchers(matchers)
      const compiled = compileMatchers(matchers)
      const caller = context.get('caller')
      const hit = toAlertRows(watch.view(), world(), readLink).filter(
        ({ labels, module }) => compiled.ok && compiled.hits(labels) && may(caller, 'alerts:read', module),
      )
      const alerts = hit.slice(0, ALERT_LIMITS.previewAlerts)
      const why = refusal === undefined ? {} : { refusal: REFUSALS[refusal] }
      return context.json({ count: matchers.length === 0 ? 0 : hit.length, alerts, ...why } satisfies SilencePreview)
    })
    .post('/silences', requirePermission('silences:write'), async (context) => {
      const body = await readJson(context, SilenceDraft)
      if (!body.ok) return body.response
      const { id, matchers, startsAt, endsAt, comment } = body.value
      const caller = context.get('caller')
      const isMine = isWithin(caller, matchers) && (id === undefined || mayEdit(caller, known(id)))
      if (!isMine) return forbidden(context, ONLY_YOURS)
      const refusal = judgeSilence(body.value, clock.now())
      if (refusal !== undefined) return refusedSilence(context, refusal)
      const written = await writer.saveSilence({
        ...(id === undefined ? {} : { id }),
        matchers,
        startsAt: startsAt ?? new Date(clock.now()).toISOString(),
        endsAt,
        createdBy: caller.name,
        comment,
      })
      if (written.kind !== 'done') return notWritten(context, written)
      await watch.refresh()
      return context.json({ id: written.value } satisfies SilenceSaved, id === undefined ? 201 : 200)
    })
    .delete('/silences/:id', requirePermission('silences:write'), async (context) => {
      const id = context.req.param('id')
      if (!mayEdit(context.get('caller'), known(id))) return forbidden(context, ONLY_YOURS)
      const written = await writer.expireSilence(id)
      if (written.kind !== 'done') return notWritten(context, written)
      await watch.refresh()
      return context.body(null, 204)
    })
}

/** A caller limited to modules touches only silences that name one of them. */
const isWithin = ({ modules }: Caller, matchers: readonly SilenceMatcher[]): boolean =>
  modules === undefined ||
  matchers.some(
    ({ name, value, isRegex, isEqual }) => name === 'module' && isEqual && !isRegex && modules.includes(value),
  )

/** One the panel has not read may be anybody's. */
const mayEdit = (caller: Caller, silence: PeerSilence | undefined): boolean =>
  silence === undefined ? caller.modules === undefined : isWithin(caller, silence.matchers)

function toView(
  silence: PeerSilence,
  alerts: readonly { readonly labels: Readonly<Record<string, string>> }[],
): SilenceView {
  const { id, status, createdBy, comment, startsAt, endsAt, matchers } = silence
  const compiled = compileMatchers(matchers)
  const hits = alerts.filter(({ labels }) => !isWatchdog(labels) && compiled.ok && compiled.hits(labels)).length
  const ack = readAckComment(comment)
  return {
    id,
    state: status.state,
    by: createdBy,
    comment: ack === undefined ? comment : ack.comment,
    startsAt,
    endsAt,
    matchers,
    ...(ack === undefined ? {} : { acknowledges: ack.fingerprint }),
    hits,
  }
}
