import { createExposition } from './exposition.ts'

const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 20, 25, 30]
const EXECUTION_S = 0.004

/** The policies of the cluster: name, mode, kind of rule. */
export const POLICIES = [
  { name: 'require-image-signature', mode: 'enforce', rule: 'verify-signature', type: 'imageVerify' },
  { name: 'disallow-latest-tag', mode: 'enforce', rule: 'require-tag', type: 'validate' },
  { name: 'require-probes', mode: 'audit', rule: 'readiness-and-liveness', type: 'validate' },
] as const

export type PolicyName = (typeof POLICIES)[number]['name']

export type Kyverno = ReturnType<typeof createKyverno>

/** The metrics of Kyverno's controllers, names and labels as in its source. */
export function createKyverno() {
  const exposition = createExposition()
  const info = exposition.gauge('kyverno_info', 'Kyverno Version Info')
  const results = exposition.counter('kyverno_policy_results_total', 'Number of policy rule results')
  const execution = exposition.histogram(
    'kyverno_policy_execution_duration_seconds',
    'Latencies of rule executions',
    BUCKETS_S,
  )
  const admissions = exposition.counter('kyverno_admission_requests_total', 'Number of admission requests')
  const review = exposition.histogram(
    'kyverno_admission_review_duration_seconds',
    'Latencies of admission reviews',
    BUCKETS_S,
  )
  const rules = exposition.gauge('kyverno_policy_rule_info_total', 'Configured rules')
  const reconciles = exposition.counter('kyverno_controller_reconcile_total', 'Reconciliations by controller')
  info.set({ version: 'v1.19.0' }, 1)
  for (const policy of POLICIES) {
    rules.set({ ...common(policy), rule_name: policy.rule, rule_type: policy.type, status_ready: 'true' }, 1)
  }

  const kyverno = {
    /** What goes on in a quiet cluster: a deployment now and then, all in order. */
    round(): void {
      for (const { name } of POLICIES) kyverno.result(name, 'pass', 1)
      kyverno.admission(true, 0.02, 1)
      reconciles.add({ controller_name: 'policy-controller' })
    },
    result(name: PolicyName, result: string, count: number): void {
      const policy = POLICIES.find((one) => one.name === name)
      if (policy === undefined) return
      const labels = {
        ...common(policy),
        ...resource('create'),
        rule_name: policy.rule,
        rule_result: result,
        rule_type: policy.type,
        rule_execution_cause: 'admission_request',
        dry_run: 'false',
      }
      results.add(labels, count)
      for (let at = 0; at < count; at += 1) execution.observe(labels, EXECUTION_S)
    },
    admission(allowed: boolean, seconds: number, count: number): void {
      const labels = { ...resource('create'), request_allowed: String(allowed) }
      admissions.add(labels, count)
      for (let at = 0; at < count; at += 1) review.observe(labels, seconds)
    },
    text: exposition.text,
  }
  return kyverno
}

const common = (policy: (typeof POLICIES)[number]) => ({
  policy_validation_mode: policy.mode,
  policy_type: 'cluster',
  policy_background_mode: 'true',
  policy_namespace: '-',
  policy_name: policy.name,
})

const resource = (operation: string) => ({
  resource_kind: 'Deployment',
  resource_namespace: 'mcp-finbot',
  resource_request_operation: operation,
})
