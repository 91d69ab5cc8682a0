import type { AlertGroup, AlertList, AlertRow, AlertView } from '@nobet/contracts'
import type { Player } from '../player/startPlayer.ts'
import { WORLD_ALERTS } from './layAlerts.ts'
import { silencesOf } from './silenceBook.ts'

const PEERS = ['http://127.0.0.1:9093', 'http://127.0.0.1:9094'] as const
const RECEIVER = 'nobet'
const WATCHDOG_AGE_MS = 12_000
/** A cause that is open keeps its effects quiet. */
const CAUSE = WORLD_ALERTS.memory.alertname
const EFFECTS: ReadonlySet<string> = new Set([WORLD_ALERTS.evicting.alertname])

/** `GET /alerts` of a played world: what its log says is open, as an Alertmanager would hold it. */
export function toAlertList(player: Player): AlertList {
  const live = player.sources().sources.some(({ id, state }) => id === 'alertmanager' && state === 'live')
  const alerts = toRows(player)
  const observedAt = player.now()
  if (!live)
    return {
      alerts: { value: alerts, source: 'alertmanager', freshness: 'not_configured', observedAt: null, error: null },
      groups: [],
      watchdog: { state: 'not_configured', lastSeenAt: null },
      peers: [],
      drill: { enabled: false, reason: 'no Alertmanager is configured' },
    }
  return {
    alerts: { value: alerts, source: 'alertmanager', freshness: 'live', observedAt, error: null },
    groups: toGroups(alerts),
    watchdog: { state: 'live', lastSeenAt: new Date(player.clock.now() - WATCHDOG_AGE_MS).toISOString() },
    peers: PEERS.map((url) => ({ url, state: 'live', lastOkAt: observedAt })),
    linkHosts: ['127.0.0.1'],
    drill: { enabled: false, reason: 'a played world has no Alertmanager to send through' },
  }
}

export function toRows(player: Player): AlertRow[] {
  const open = Object.values(player.snapshot().world.alerts)
  const cause = open.find(({ alertname }) => alertname === CAUSE)
  return open.map((alert) => toRow(player, alert, cause))
}

function toRow(player: Player, alert: AlertView, cause: AlertView | undefined): AlertRow {
  const silencedBy = silencesOf(player).hitting(alert.labels)
  const inhibitedBy =
    cause !== undefined && EFFECTS.has(alert.alertname)
      ? [{ fingerprint: cause.fingerprint, alertname: cause.alertname }]
      : []
  const runbookUrl = alert.annotations['runbook_url']
  return {
    ...alert,
    state: silencedBy.length > 0 || inhibitedBy.length > 0 ? 'suppressed' : 'active',
    silencedBy,
    inhibitedBy,
    receivers: [RECEIVER],
    peers: [...PEERS],
    ...(runbookUrl === undefined ? {} : { runbookUrl }),
  }
}

/** By module, as our own configuration groups them. */
function toGroups(alerts: readonly AlertRow[]): AlertGroup[] {
  const groups = new Map<string, AlertGroup>()
  for (const { fingerprint, labels, module } of alerts) {
    const [name, value] = module === undefined ? ['component', labels['component'] ?? ''] : ['module', module]
    const key = `${name}=${value}`
    const group = groups.get(key) ?? { key, labels: { [name]: value }, receiver: RECEIVER, fingerprints: [] }
    group.fingerprints.push(fingerprint)
    groups.set(key, group)
  }
  return [...groups.values()]
}
