import type { AlertRow, AlertView, World } from '@nobet/contracts'
import {
  isWatchdog,
  type MergedAlert,
  moduleOfLabels,
  readAckSilence,
  type ReadLink,
  severityOfLabels,
} from '@nobet/domain/alerts'
import type { AlertmanagerView } from '../sources/alertmanager/watchPeers.ts'

/**
 * Open alerts as the peers hold them, with what the log knows at once: who acknowledged, what was told a moment ago
 * and is not read yet, and what has ended since the peers were read.
 */
export function toAlertRows(view: AlertmanagerView, world: World | undefined, readLink: ReadLink): AlertRow[] {
  const names = new Map(view.alerts.map(({ fingerprint, labels }) => [fingerprint, labels['alertname'] ?? null]))
  const acks = new Map(
    view.silences.flatMap((silence) => readAckSilence(silence) ?? []).map((ack) => [ack.fingerprint, ack.acknowledged]),
  )
  const open = world?.alerts ?? {}
  const held = view.alerts
    .filter((alert) => !isWatchdog(alert.labels) && !isOver(alert, world))
    .map((alert) => toRow(alert, names, readLink))
  const told = Object.values(open)
    .filter(({ fingerprint }) => !names.has(fingerprint))
    .map((alert) => fromWorld(alert, readLink))
  return [...held, ...told].map((row) => {
    // The log is ahead of the next reading, in both directions.
    const acknowledged = row.fingerprint in open ? open[row.fingerprint]?.acknowledged : acks.get(row.fingerprint)
    return acknowledged === undefined ? row : { ...row, acknowledged }
  })
}

/** Called resolved since; one that its Alertmanager still holds at the next reading is opened again. */
function isOver({ fingerprint, startsAt }: MergedAlert, world: World | undefined): boolean {
  const ended = world?.ended?.[fingerprint]
  if (ended === undefined || world?.alerts[fingerprint] !== undefined) return false
  return Date.parse(startsAt) <= Date.parse(ended.startsAt)
}

function toRow(alert: MergedAlert, names: ReadonlyMap<string, string | null>, readLink: ReadLink): AlertRow {
  const { fingerprint, labels, annotations, startsAt, endsAt, generatorURL, status, peers, receivers } = alert
  const module = moduleOfLabels(labels)
  return {
    fingerprint,
    alertname: labels['alertname'] ?? fingerprint,
    labels,
    annotations,
    startsAt,
    ...(endsAt === undefined ? {} : { endsAt }),
    ...(generatorURL === undefined || generatorURL === '' ? {} : { generatorUrl: generatorURL }),
    severity: severityOfLabels(labels),
    ...(module === undefined ? {} : { module }),
    state: status.state === 'suppressed' ? 'suppressed' : 'active',
    silencedBy: status.silencedBy,
    inhibitedBy: status.inhibitedBy.map((id) => ({ fingerprint: id, alertname: names.get(id) ?? null })),
    receivers: receivers.map(({ name }) => name),
    peers: [...peers],
    ...toLinks(annotations, readLink),
  }
}

const fromWorld = ({ acknowledged: _acknowledged, ...alert }: AlertView, readLink: ReadLink): AlertRow => ({
  ...alert,
  state: 'active',
  silencedBy: [],
  inhibitedBy: [],
  receivers: [],
  peers: [],
  ...toLinks(alert.annotations, readLink),
})

function toLinks(annotations: Readonly<Record<string, string>>, readLink: ReadLink) {
  const runbookUrl = readLink(annotations['runbook_url'])
  const dashboardUrl = readLink(annotations['dashboard_url'])
  return {
    ...(runbookUrl === undefined ? {} : { runbookUrl }),
    ...(dashboardUrl === undefined ? {} : { dashboardUrl }),
  }
}
