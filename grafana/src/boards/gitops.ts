import type { BoardSpec } from '../toBoard.ts'

const RATE = '[$__rate_interval]'
/** State is in label values: after a controller's restart only the newest of two series of an application counts. */
const APPS = 'app:argocd_info:newest'

/** What Argo CD and Kyverno say of the cluster. */
export const gitops: BoardSpec<'gitops'> = {
  id: 'gitops',
  description: 'Argo CD: what is in sync and healthy. Kyverno: what policies found and whom they refused.',
  variables: {},
  panels: {
    'apps-by-sync': {
      kind: 'stacked',
      title: 'Applications by sync',
      description: 'OutOfSync: the cluster differs from Git. A gap: the controller says nothing.',
      unit: 'short',
      width: 8,
      queries: [{ expr: `count by (sync_status) (${APPS})`, legend: '{{sync_status}}' }],
    },
    'apps-by-health': {
      kind: 'stacked',
      title: 'Applications by health',
      description: 'Degraded and Missing are worth a look at night, Progressing ends by itself.',
      unit: 'short',
      width: 8,
      queries: [{ expr: `count by (health_status) (${APPS})`, legend: '{{health_status}}' }],
    },
    clusters: {
      kind: 'states',
      title: 'Clusters reached',
      description: 'What Argo CD cannot reach it neither syncs nor sees.',
      width: 8,
      queries: [{ expr: 'min by (server) (argocd_cluster_connection_status)', legend: '{{server}}' }],
    },
    apps: {
      kind: 'table',
      title: 'Applications',
      description: 'Each with its state now.',
      width: 24,
      queries: [
        {
          expr: `max by (name, project, dest_server, sync_status, health_status, autosync_enabled, operation) (${APPS})`,
          legend: '',
        },
      ],
    },
    syncs: {
      kind: 'stacked',
      title: 'Syncs',
      description:
        'By application and how they ended. A counter is born with its first sync, which increase does not see: the rules do.',
      unit: 'short',
      queries: [
        { expr: `sum by (name, phase) (increase(argocd_app_sync_total${RATE}))`, legend: '{{name}} {{phase}}' },
        { expr: 'app:argocd_sync_failures:increase', legend: '{{name}} failed' },
      ],
    },
    'reconcile-time': {
      kind: 'lines',
      title: 'Reconciliation, 95th percentile',
      description: 'How long the controller takes to look at an application. Its buckets end at 16 s.',
      unit: 's',
      queries: [
        {
          expr: `histogram_quantile(0.95, sum by (dest_server, le) (rate(argocd_app_reconcile_bucket${RATE})))`,
          legend: '{{dest_server}}',
        },
      ],
    },
    git: {
      kind: 'lines',
      title: 'Git',
      description: 'Requests per second, waiting ones, and failed reads: what is merged does not arrive.',
      unit: 'short',
      queries: [
        { expr: `sum by (request_type) (rate(argocd_git_request_total${RATE}))`, legend: '{{request_type}} /s' },
        { expr: 'sum(argocd_repo_pending_request_total)', legend: 'waiting' },
        { expr: `sum by (repo) (rate(argocd_git_fetch_fail_total${RATE}))`, legend: 'failed fetch /s' },
        { expr: `sum by (repo) (rate(argocd_git_lsremote_fail_total${RATE}))`, legend: 'failed ls-remote /s' },
      ],
    },
    'policy-results': {
      kind: 'stacked',
      title: 'Policy results',
      description: 'Rule results per second.',
      unit: 'ops',
      queries: [
        { expr: `sum by (rule_result) (rate(kyverno_policy_results_total${RATE}))`, legend: '{{rule_result}}' },
      ],
    },
    'policy-failures': {
      kind: 'lines',
      title: 'Failed rules',
      description: 'By policy within the window of the alert. In mode enforce the request was refused.',
      unit: 'short',
      queries: [{ expr: 'policy:kyverno_failures:increase', legend: '{{policy_name}} {{policy_validation_mode}}' }],
    },
    admissions: {
      kind: 'stacked',
      title: 'Admission requests',
      description: 'Per second, allowed and refused.',
      unit: 'reqps',
      queries: [
        {
          expr: `sum by (request_allowed) (rate(kyverno_admission_requests_total${RATE}))`,
          legend: 'allowed {{request_allowed}}',
        },
      ],
    },
    'admission-latency': {
      kind: 'lines',
      title: 'Admission, 99th percentile',
      description:
        'Every change in the cluster waits for it. At the webhook’s limit of 10 s it fails or passes unchecked.',
      unit: 's',
      red: 1,
      queries: [
        { expr: 'job:kyverno_admission_seconds:p99', legend: '{{job}} review' },
        {
          expr: `histogram_quantile(0.99, sum by (rule_type, le) (rate(kyverno_policy_execution_duration_seconds_bucket${RATE})))`,
          legend: 'rule {{rule_type}}',
        },
      ],
    },
    'policies-ready': {
      kind: 'states',
      title: 'Policies ready',
      description: 'A policy that is not ready checks nothing.',
      queries: [
        {
          expr: 'max by (policy_name, status_ready) (kyverno_policy_rule_info_total)',
          legend: '{{policy_name}} ready {{status_ready}}',
        },
      ],
    },
  },
}
