import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readGuide } from '../../scripts/build/guide/readGuide.ts'
import { generateRules } from './generateRules.ts'
import { readGroups } from './ruleSource.ts'
import { PLACES } from './values.ts'

const FOLDER = resolve(import.meta.dirname, '..')
const GUIDE = readGuide(readFileSync(resolve(FOLDER, '../docs/OPERATIONS_GUIDE.md'), 'utf8'))
const ROUTES = readFileSync(resolve(FOLDER, '../apps/web/src/boot/router.tsx'), 'utf8')
const SEVERITIES = ['critical', 'warning', 'info', 'none']

interface Alert {
  readonly alert: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

interface RuleTests {
  readonly tests: readonly {
    readonly promql_expr_test: readonly { readonly expr: string; readonly exp_samples: readonly unknown[] }[]
  }[]
}

const read = (path: string): unknown => parse(readFileSync(join(FOLDER, path), 'utf8'))

const alertsOf = (place: (typeof PLACES)[number]): readonly Alert[] =>
  [...generateRules(FOLDER, place).values()].flatMap((text) => {
    const { groups } = parse(text) as { groups: { rules: Alert[] }[] }
    return groups.flatMap(({ rules }) => rules).filter((rule) => rule.alert !== undefined)
  })

const alerts = alertsOf('prod')

const anchorIn = (url = '') => url.slice(url.indexOf('#') + 1)

/** Burn-rate windows belong to the names of the recorded series; a quantile names what is measured. */
function strayNumbers(expr: string): string[] {
  const bare = expr.replaceAll(/\$\{[^}]+\}|"[^"]*"|histogram_quantile\([\d.]+|[a-z_:]+:rate\d+[mh]/g, '')
  return (bare.match(/(?<![\w.])\d[\w.]*/g) ?? []).filter((number) => !['0', '1'].includes(number))
}

function coverage() {
  const fires = new Set<string>()
  const quiet = new Set<string>()
  for (const file of readdirSync(join(FOLDER, 'tests'))) {
    const { tests } = read(`tests/${file}`) as RuleTests
    for (const { expr, exp_samples } of tests.flatMap((one) => one.promql_expr_test)) {
      const name = /alertname="(\w+)"/.exec(expr)?.[1]
      if (name !== undefined) (exp_samples.length > 0 ? fires : quiet).add(name)
    }
  }
  return { fires, quiet }
}

test.each(PLACES)('the generated rules of %s are those of the sources', (place) => {
  const folder = join(FOLDER, 'generated', place)
  const held = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])
  expect(Object.fromEntries(held)).toEqual(Object.fromEntries(generateRules(FOLDER, place)))
})

test.each(PLACES)('every alert of %s says how bad it is, whose it is, what to do and where to look', (place) => {
  const isComplete = ({ labels, annotations }: Alert) =>
    SEVERITIES.includes(labels['severity'] ?? '') &&
    /^[a-z]+$/.test(labels['component'] ?? '') &&
    ['summary', 'description'].every((name) => /\S/.test(annotations[name] ?? '')) &&
    ['runbook_url', 'runbook_url_tr', 'dashboard_url', 'grafana_url'].every((name) =>
      URL.canParse(annotations[name] ?? ''),
    )
  expect(alertsOf(place).filter((alert) => !isComplete(alert))).toEqual([])
})

test('alert names are used once', () => {
  expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
})

test('every runbook of an alert stands in the guide in both languages, and every one there belongs to an alert', () => {
  const sorted = (anchors: Iterable<string>) => [...new Set(anchors)].sort()
  const linked = (name: string) => sorted(alerts.map(({ annotations }) => anchorIn(annotations[name])))
  const english = new Map(GUIDE.sections.en.map((section) => [section.anchor, section]))
  const anchors = GUIDE.runbooks.map(({ anchor }) => anchor)
  expect(sorted(anchors)).toEqual(linked('runbook_url'))
  expect(sorted(anchors.map((anchor) => english.get(anchor)?.twin ?? `${anchor} has no twin`))).toEqual(
    linked('runbook_url_tr'),
  )
})

test('runbooks are read in the panel itself', () => {
  const pageOf = (url = '') => url.slice(0, url.indexOf('#'))
  expect([...new Set(alerts.map(({ annotations }) => pageOf(annotations['runbook_url'])))]).toEqual([
    'https://nobet.example.com/guide',
  ])
  expect(ROUTES).toContain("path: '/guide'")
})

test('every dashboard is a page of the panel', () => {
  const pages = [...ROUTES.matchAll(/path: '([^']+)'/g)].map(([, path = '']) => path.replace('$moduleId', '{{'))
  const pageOf = ({ annotations }: Alert) =>
    (annotations['dashboard_url'] ?? '').replace(/^https?:\/\/[^/]+/, '').split(/[? ]/)[0] ?? ''
  expect(alerts.filter((alert) => !pages.includes(pageOf(alert)))).toEqual([])
})

test('every alert is proved to fire and, but for Watchdog, which always fires, to stay quiet', () => {
  const { fires, quiet } = coverage()
  const names = alerts.map(({ alert }) => alert)
  expect(names.filter((name) => !fires.has(name))).toEqual([])
  expect(names.filter((name) => !quiet.has(name))).toEqual(['Watchdog'])
})

test('no threshold, window or wait stands in a rule: all come from the values', () => {
  const sources = readGroups(FOLDER).flatMap(({ rules }) => rules.filter(({ alert }) => alert !== undefined))
  const strays = sources.flatMap(({ alert, expr }) => strayNumbers(expr).map((number) => `${alert}: ${number}`))
  expect(strays).toEqual([])
  const waits = sources.flatMap(({ for: wait }) => (wait === undefined ? [] : [wait]))
  expect(waits.filter((wait) => !/^\$\{[\w.]+\}$/.test(wait))).toEqual([])
})

test('Alertmanager mutes and routes only by alerts, components and labels that exist', () => {
  const text = readFileSync(join(FOLDER, 'alertmanager.yml'), 'utf8')
  const values = (label: string) =>
    [...text.matchAll(new RegExp(`${label}!?=~?"([\\w|]+)"`, 'g'))].flatMap(([, value = '']) => value.split('|'))
  const names = alerts.map(({ alert }) => alert)
  expect(values('alertname').filter((name) => !names.includes(name))).toEqual([])
  const components = alerts.map(({ labels }) => labels['component'])
  expect(values('component').filter((name) => !components.includes(name))).toEqual([])
  expect(values('absence')).toEqual(['true'])
})
