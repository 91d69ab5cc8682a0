import {
  type AlertData,
  MODULE_ID_PATTERN,
  type PeerAlert,
  type Severity,
  SEVERITIES,
  type Webhook,
  type WebhookAlert,
} from '@nobet/contracts'

/** One transition of one alert, before it has an id and a place in the log. */
export interface AlertFact {
  readonly type: 'alert.firing' | 'alert.resolved'
  readonly severity: Severity
  readonly module?: string
  readonly data: AlertData
}

/** Words other teams' rules use; what is none of them is not taken for harmless. */
const OTHER_WORDS: Readonly<Record<string, Severity>> = {
  page: 'critical',
  error: 'critical',
  high: 'critical',
  low: 'info',
  notice: 'info',
  none: 'info',
}

export function severityOfLabels(labels: Readonly<Record<string, string>>): Severity {
  const word = labels['severity']?.toLowerCase()
  if (word === undefined) return 'info'
  return SEVERITIES.find((severity) => severity === word) ?? OTHER_WORDS[word] ?? 'warning'
}

export const moduleOfLabels = (labels: Readonly<Record<string, string>>): string | undefined => {
  const module = labels['module']
  return module !== undefined && MODULE_ID_PATTERN.test(module) ? module : undefined
}

/** The alert that always fires: its absence is the news, so it is never an open alert. */
export const WATCHDOG = 'Watchdog'

export const isWatchdog = (labels: Readonly<Record<string, string>>): boolean => labels['alertname'] === WATCHDOG

/** Each alert by its own status; the group's says only that one of them fires. */
export const toFacts = (webhook: Webhook): AlertFact[] =>
  webhook.alerts
    .filter(({ labels }) => !isWatchdog(labels))
    .map((alert) => toFact(alert.status, alert, 'webhook', webhook.groupKey))

/** `via`: whether Alertmanager told it by itself, or was asked. */
export function toFact(
  status: WebhookAlert['status'],
  alert: Pick<PeerAlert, 'fingerprint' | 'labels' | 'annotations' | 'startsAt' | 'endsAt' | 'generatorURL'>,
  via: 'webhook' | 'poll',
  groupKey?: string,
): AlertFact {
  const { fingerprint, labels, annotations, startsAt, endsAt, generatorURL } = alert
  const module = moduleOfLabels(labels)
  return {
    type: status === 'firing' ? 'alert.firing' : 'alert.resolved',
    severity: severityOfLabels(labels),
    ...(module === undefined ? {} : { module }),
    data: {
      fingerprint,
      alertname: labels['alertname'] ?? fingerprint,
      labels,
      annotations,
      startsAt,
      endsAt: status === 'resolved' && endsAt !== undefined ? endsAt : null,
      via,
      ...(groupKey === undefined ? {} : { groupKey }),
      ...(generatorURL === undefined || generatorURL === '' ? {} : { generatorUrl: generatorURL }),
    },
  }
}

/** What makes two sightings of a transition one event, whoever saw it. */
export const factKey = ({ type, data }: Pick<AlertFact, 'type' | 'data'>): string =>
  JSON.stringify([type, data.fingerprint, Date.parse(data.startsAt), data.reopenedAfter ?? ''])

/** The end of an episode that was reopened belongs to the reopening, whoever tells it. */
export function inEpisode(fact: AlertFact, open: AlertData | undefined): AlertFact {
  const reopenedAfter = open?.reopenedAfter
  if (reopenedAfter === undefined || Date.parse(open?.startsAt ?? '') !== Date.parse(fact.data.startsAt)) return fact
  return { ...fact, data: { ...fact.data, reopenedAfter } }
}
