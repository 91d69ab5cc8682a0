import { stringify } from 'yaml'
import { type GroupSource, type RuleSource, readGroups } from './ruleSource.ts'
import { type Place, readValues, type Values } from './values.ts'

const HEADER = '# Made by alert-rules/generate.ts from rules/ and values*.yaml. Do not edit.\n'
const PLACEHOLDER = /\$\{([A-Za-z0-9.]+)( \| percent)?\}/g

/** File name to content for one place. A name without a value, or a value without a use, is an error. */
export function generateRules(folder: string, place: Place, overrides?: Values): ReadonlyMap<string, string> {
  const values = readValues(folder, place, overrides)
  const used = new Set<string>()
  const fill = (text: string) => fillIn(text, values, used)
  const files = readGroups(folder).map((group) => [`${group.name}.rules.yaml`, toFile(group, fill)] as const)
  fill('${links.panel} ${links.guide} ${links.grafana}')
  const unused = [...values.keys()].filter((name) => !used.has(name))
  if (unused.length > 0) throw new Error(`values.yaml: nothing uses ${unused.join(', ')}`)
  return new Map(files)
}

type Fill = (text: string) => string

function fillIn(text: string, values: Values, used: Set<string>): string {
  return text.replace(PLACEHOLDER, (_match, name: string, percent: string | undefined) => {
    const value = values.get(name)
    if (value === undefined) throw new Error(`${name} is not in values.yaml`)
    used.add(name)
    // A value may name another, as the guide's address names the panel's.
    return percent === undefined ? fillIn(value, values, used) : `${Number((Number(value) * 100).toFixed(2))} %`
  })
}

function toFile(group: GroupSource, fill: Fill): string {
  const rules = group.rules.map((rule) =>
    rule.alert === undefined ? toRecord(rule, fill) : toAlert(rule, group, fill),
  )
  return HEADER + stringify({ groups: [{ name: group.name, rules }] }, { lineWidth: 0 })
}

const toRecord = ({ record, expr, labels }: RuleSource, fill: Fill) => ({
  record,
  expr: fill(expr).trim(),
  ...(labels === undefined ? {} : { labels }),
})

const toAlert = (rule: RuleSource, group: GroupSource, fill: Fill) => ({
  alert: rule.alert,
  expr: fill(rule.expr).trim(),
  ...(rule.for === undefined ? {} : { for: fill(rule.for) }),
  labels: { severity: rule.severity, component: group.component, ...rule.labels },
  annotations: {
    summary: fill(rule.summary ?? ''),
    description: fill(rule.description ?? ''),
    runbook_url: fill(`\${links.guide}#${rule.runbook}`),
    runbook_url_tr: fill(`\${links.guide}#${rule.runbook}-türkçe`),
    dashboard_url: fill(`\${links.panel}${rule.dashboard ?? group.dashboard}`),
    grafana_url: fill(`\${links.grafana}/d/${rule.board ?? group.board}`),
  },
})
