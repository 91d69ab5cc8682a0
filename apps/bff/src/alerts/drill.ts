import { ALERT_LIMITS, type DrillStarted } from '@nobet/contracts'
import { toFingerprint } from '@nobet/domain/alerts'
import type { Context } from 'hono'
import type { Clock } from '../clock.ts'
import type { AppEnv } from '../http/appEnv.ts'
import { problem } from '../http/problem.ts'
import type { AlertmanagerView } from '../sources/alertmanager/watchPeers.ts'
import { notWritten } from './alertProblems.ts'
import { type DrillVerdict, judgeDrillRoute } from './drillRoute.ts'
import type { AlertmanagerWriter } from './writeAlertmanager.ts'

const ALERTNAME = 'NobetDrill'
/** Long enough to be seen and read, short enough not to be taken for an outage. */
const DRILL_MS = 30_000

export interface DrillDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly newId: () => string
  readonly view: () => AlertmanagerView
  readonly writer: Pick<AlertmanagerWriter, 'postAlerts'>
  /** The operator of a foreign Alertmanager said that drills are routed to the panel alone. */
  readonly isAllowed: boolean
}

export interface Drill {
  verdict(): DrillVerdict
  start(context: Context<AppEnv>): Promise<Response>
}

/** A test alert through the real Alertmanager. It marks itself, ends by itself and must reach nobody but panels. */
export function createDrill({ clock, newId, view, writer, isAllowed }: DrillDeps): Drill {
  const verdict = (): DrillVerdict => {
    if (view().peers.length === 0) return { enabled: false, reason: 'no Alertmanager is configured' }
    return isAllowed ? { enabled: true } : judgeDrillRoute(view().config, toLabels(''))
  }
  return {
    verdict,
    async start(context) {
      const traceId = context.get('traceId')
      const judged = verdict()
      if (!judged.enabled) {
        const title = 'Drills are off; nobody was told anything'
        return problem({ status: 409, code: 'drill-off', title, detail: judged.reason, key: 'alerts.drill', traceId })
      }
      const drillId = newId()
      const labels = toLabels(drillId)
      const postedAt = new Date(clock.now()).toISOString()
      const endsAt = new Date(clock.now() + Math.min(DRILL_MS, ALERT_LIMITS.drillMaxMs)).toISOString()
      const by = context.get('caller').name
      const summary = `Fire drill by ${by}: nothing is broken`
      const description = 'A test alert on its way through Alertmanager to every panel. It ends by itself.'
      const alert = { labels, annotations: { summary, description }, startsAt: postedAt, endsAt }
      const written = await writer.postAlerts([alert])
      if (written.kind !== 'done') return notWritten(context, written)
      const started: DrillStarted = {
        fingerprint: toFingerprint(labels),
        alertname: ALERTNAME,
        drillId,
        postedAt,
        endsAt,
      }
      return context.json(started, 202)
    },
  }
}

const toLabels = (drillId: string) => ({
  alertname: ALERTNAME,
  drill: 'true',
  drill_id: drillId,
  severity: 'warning',
  component: 'panel',
})
