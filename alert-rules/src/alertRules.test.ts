import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { generateRules } from './generateRules.ts'
import { readGroups } from './ruleSource.ts'
import { PLACES } from './values.ts'

const FOLDER = resolve(import.meta.dirname, '..')
const GUIDE = readFileSync(resolve(FOLDER, '../docs/OPERATIONS_GUIDE.md'), 'utf8')
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

/** The part of the guide between two of its headings of the second level. */
const partOf = (heading: string) => GUIDE.split(`\n## ${heading}\n`)[1]?.split(/\n## /)[0] ?? ''

/** Headings as the places a link can point to, the way Git hosts spell them. */
const anchorsOf = (part: string) =>
  [...part.matchAll(/^#### (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )

const anchorIn = (url = '') => url.slice(url.indexOf('#') + 1)

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
  const files = generateRules(FOLDER, place)
  expect(readdirSync(join(FOLDER, 'generated', place)).sort()).toEqual([...files.keys()].sort())
  for (const [name, text] of files) {
    expect(readFileSync(join(FOLDER, 'generated', place, name), 'utf8'), name).toBe(text)
  }
})

test.each(PLACES)('every alert of %s says how bad it is, whose it is, what to do and where to look', (place) => {
  for (const { alert, labels, annotations } of alertsOf(place)) {
    expect(SEVERITIES, alert).toContain(labels['severity'])
    expect(labels['component'], alert).toMatch(/^[a-z]+$/)
    for (const name of ['summary', 'description']) expect(annotations[name], `${alert} ${name}`).toMatch(/\S/)
    for (const name of ['runbook_url', 'runbook_url_tr', 'dashboard_url']) {
      expect(annotations[name], `${alert} ${name}`).toMatch(/^https?:\/\/\S/)
    }
  }
})

test('alert names are used once', () => {
  expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
})

test('every runbook of an alert stands in the guide in both languages, and every one there belongs to an alert', () => {
  const sorted = (anchors: Iterable<string>) => [...new Set(anchors)].sort()
  const linked = (name: string) => sorted(alerts.map(({ annotations }) => anchorIn(annotations[name])))
  expect(sorted(anchorsOf(partOf('Alerting')))).toEqual(linked('runbook_url'))
  expect(sorted(anchorsOf(partOf('Uyarılar (Türkçe)')))).toEqual(linked('runbook_url_tr'))
})

test('every dashboard is a page of the panel', () => {
  const pages = [...ROUTES.matchAll(/path: '([^']+)'/g)].map(([, path = '']) => path.replace('$moduleId', '{{'))
  for (const { alert, annotations } of alerts) {
    const page = (annotations['dashboard_url'] ?? '').replace(/^https?:\/\/[^/]+/, '').split(/[? ]/)[0]
    expect(pages, alert).toContain(page)
  }
})

test('every alert is proved to fire and, but for Watchdog, which always fires, to stay quiet', () => {
  const { fires, quiet } = coverage()
  const names = alerts.map(({ alert }) => alert)
  expect(names.filter((name) => !fires.has(name))).toEqual([])
  expect(names.filter((name) => !quiet.has(name))).toEqual(['Watchdog'])
})

test('no threshold, window or wait stands in a rule: all come from the values', () => {
  for (const { alert, expr, for: wait } of readGroups(FOLDER).flatMap(({ rules }) => rules)) {
    if (alert === undefined) continue
    // Burn-rate windows belong to the names of the recorded series; a quantile names what is measured.
    const bare = expr.replaceAll(/\$\{[^}]+\}|"[^"]*"|histogram_quantile\([\d.]+|[a-z_:]+:rate\d+[mh]/g, '')
    const numbers = bare.match(/(?<![\w.])\d[\w.]*/g) ?? []
    expect(
      numbers.filter((number) => !['0', '1'].includes(number)),
      alert,
    ).toEqual([])
    if (wait !== undefined) expect(wait, alert).toMatch(/^\$\{[\w.]+\}$/)
  }
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
