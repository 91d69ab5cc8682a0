import type { BoardSpec } from '../toBoard.ts'

const RATE = '[$__rate_interval]'

/** What fires, and whether the chain that would say so works. */
export const alertsOverview: BoardSpec<'alerts-overview'> = {
  id: 'alerts-overview',
  description: 'What fires now and fired before, and whether the chain from rule to receiver works.',
  variables: {},
  panels: {
    firing: {
      kind: 'stat',
      title: 'Firing',
      description: 'By severity. Severity none is the watchdog.',
      width: 12,
      queries: [{ expr: 'count by (severity) (ALERTS{alertstate="firing"})', legend: '{{severity}}' }],
    },
    pending: {
      kind: 'stat',
      title: 'Pending',
      description: 'True, and not yet for long enough to fire.',
      queries: [{ expr: 'count(ALERTS{alertstate="pending"}) or vector(0)', legend: 'pending' }],
    },
    watchdog: {
      kind: 'stat',
      title: 'Alerting chain',
      description: '1: rules are evaluated. No figure: the monitor itself is blind.',
      redBelow: 1,
      queries: [{ expr: 'count(ALERTS{alertname="Watchdog",alertstate="firing"})', legend: 'evaluating' }],
    },
    'firing-now': {
      kind: 'table',
      title: 'Firing now',
      description: 'The runbook and the page of each are on its alert in the panel.',
      width: 24,
      queries: [
        {
          expr: 'max by (alertname, severity, component, module, instance, name) (ALERTS{alertstate="firing",alertname!="Watchdog"})',
          legend: '',
        },
      ],
    },
    'firing-over-time': {
      kind: 'stacked',
      title: 'Firing over time',
      description: 'By severity.',
      unit: 'short',
      queries: [{ expr: 'count by (severity) (ALERTS{alertstate="firing"})', legend: '{{severity}}' }],
    },
    targets: {
      kind: 'states',
      title: 'Scrape targets',
      description: 'What Prometheus reaches. Half of them gone at once is its own network.',
      queries: [{ expr: 'min by (job) (up)', legend: '{{job}}' }],
    },
    notifications: {
      kind: 'lines',
      title: 'Notifications',
      description: 'Sent and failed per second, by kind of receiver. webhook is the panel.',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (integration) (rate(alertmanager_notifications_total{integration="webhook"}${RATE}))`,
          legend: '{{integration}}',
        },
        {
          expr: `sum by (integration) (rate(alertmanager_notifications_failed_total{integration="webhook"}${RATE}))`,
          legend: '{{integration}} failed',
        },
      ],
    },
    'notification-latency': {
      kind: 'lines',
      title: 'Notification time, 99th percentile',
      description: 'How long the receiver takes to accept. The panel answers within milliseconds.',
      unit: 's',
      queries: [
        {
          expr: `histogram_quantile(0.99, sum by (le) (rate(alertmanager_notification_latency_seconds_bucket{integration="webhook"}${RATE})))`,
          legend: 'webhook',
        },
      ],
    },
    'alerts-in-alertmanager': {
      kind: 'stacked',
      title: 'Alerts in Alertmanager',
      description: 'Active ones, and those a silence or another alert mutes.',
      unit: 'short',
      queries: [{ expr: 'max by (state) (alertmanager_alerts)', legend: '{{state}}' }],
    },
    silences: {
      kind: 'lines',
      title: 'Silences',
      description: 'By state. An acknowledgement is a silence of four hours.',
      unit: 'short',
      queries: [{ expr: 'max by (state) (alertmanager_silences)', legend: '{{state}}' }],
    },
    'rule-evaluation': {
      kind: 'lines',
      title: 'Rule groups',
      description: 'Seconds of the last evaluation, and failures per second: a failing rule is a blind spot.',
      unit: 'short',
      queries: [
        { expr: 'prometheus_rule_group_last_duration_seconds', legend: '{{rule_group}}' },
        { expr: `sum(rate(prometheus_rule_evaluation_failures_total${RATE}))`, legend: 'failures /s' },
      ],
    },
    'sent-by-prometheus': {
      kind: 'lines',
      title: 'From Prometheus to Alertmanager',
      description: 'Alerts per second sent, failed, and dropped because no Alertmanager took them.',
      unit: 'ops',
      queries: [
        { expr: `sum(rate(prometheus_notifications_sent_total${RATE}))`, legend: 'sent' },
        { expr: `sum(rate(prometheus_notifications_errors_total${RATE}))`, legend: 'failed' },
        { expr: `sum(rate(prometheus_notifications_dropped_total${RATE}))`, legend: 'dropped' },
      ],
    },
  },
}
