import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Block, Inline, Section } from '../../../apps/web/src/features/guide/model.ts'
import { readGuide } from './readGuide.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const GUIDE = readGuide(readFileSync(join(ROOT, 'docs/OPERATIONS_GUIDE.md'), 'utf8'))
const ALL = [...GUIDE.sections.en, ...GUIDE.sections.tr]
/** What a command line says to a shell, as opposed to a piece of a configuration. */
const COMMAND = /^(?:export|curl|timeout|redis-cli|promtool|amtool|kubectl|argocd|npm|date|git)\b/
const METRIC = /\b(?:redis|argocd|kyverno|mcp|nobet|module)[_:][a-z0-9_:]+\b/g

const codeOf = ({ blocks }: Section): string[] => blocks.flatMap((block) => (block.kind === 'code' ? [block.text] : []))

/** Code in a sentence, too: most of what is typed stands there. */
const inlineCodeOf = (parts: readonly Inline[]): string[] =>
  parts.flatMap((part) => ('parts' in part ? inlineCodeOf(part.parts) : part.kind === 'code' ? [part.text] : []))

function saidCodeOf(block: Block): string[] {
  switch (block.kind) {
    case 'line':
      return inlineCodeOf(block.parts)
    case 'code':
      return []
    case 'list':
      return block.items.flat().flatMap(saidCodeOf)
    case 'table':
      return [block.head, ...block.rows].flat().flatMap(inlineCodeOf)
  }
}

const commands = ALL.flatMap((section) =>
  [...codeOf(section), ...section.blocks.flatMap(saidCodeOf).filter((code) => /\s/.test(code))]
    .filter((code) => COMMAND.test(code))
    .map((code) => ({ at: section.anchor, code })),
)
const queries = commands.flatMap(({ at, code }) =>
  [...code.matchAll(/promtool query instant \S+ '([^']+)'/g)].map(([, expr = '']) => ({ at, expr })),
)

test('the guide is there in both languages, section by section and command by command', () => {
  expect(GUIDE.sections.tr.map(({ twin }) => twin)).toEqual(GUIDE.sections.en.map(({ anchor }) => anchor))
  const english = new Map(GUIDE.sections.en.map((section) => [section.anchor, section]))
  const differing = GUIDE.sections.tr.filter(({ twin = '', ...section }) => {
    const other = english.get(twin)
    return other === undefined || JSON.stringify(codeOf({ ...section })) !== JSON.stringify(codeOf(other))
  })
  expect(differing.map(({ anchor }) => anchor)).toEqual([])
})

test('no two sections share an anchor, and every reference leads to a section of its own language', () => {
  expect(new Set(ALL.map(({ anchor }) => anchor)).size).toBe(ALL.length)
  for (const sections of Object.values(GUIDE.sections)) {
    const anchors = new Set(sections.map(({ anchor }) => anchor))
    const refs = [...JSON.stringify(sections).matchAll(/"kind":"ref","anchor":"([^"]+)"/g)].map(([, ref]) => ref)
    expect(refs.length).toBeGreaterThan(10)
    expect(refs.filter((ref) => ref === undefined || !anchors.has(ref))).toEqual([])
  }
})

test('every runbook has a command and says what to do with its answer', () => {
  const runbooks = ALL.filter(({ level }) => level === 4)
  expect(runbooks.length).toBe(2 * GUIDE.runbooks.length)
  const isWhole = (section: Section) =>
    codeOf(section).length > 0 && /"text":"(?:Do|Yapın):"/.test(JSON.stringify(section.blocks))
  expect(runbooks.filter((section) => !isWhole(section)).map(({ anchor }) => anchor)).toEqual([])
})

test('every command is what a shell can read', () => {
  expect(commands.length).toBeGreaterThan(100)
  const faults = commands.flatMap(({ at, code }) => {
    const { status, stderr } = spawnSync('sh', ['-n'], { input: code, encoding: 'utf8' })
    return status === 0 ? [] : [`${at}: ${code}\n${stderr}`]
  })
  expect(faults).toEqual([])
})

test('every query is PromQL', () => {
  expect(queries.length).toBeGreaterThan(20)
  const rules = queries.map(({ expr }, at) => ({ record: `guide:query:${at}`, expr }))
  expect(judge('promtool', ['check', 'rules'], JSON.stringify({ groups: [{ name: 'guide', rules }] }))).toBe('')
})

test('the configuration of Alertmanager is one that Alertmanager takes', () => {
  const configurations = ALL.flatMap(codeOf).filter((code) => code.startsWith('route:'))
  expect(configurations.length).toBe(2)
  expect(configurations.map((text) => judge('amtool', ['check-config'], text))).toEqual(['', ''])
})

test('every variable and key of the configuration it names is one the panel reads', () => {
  const known = readTexts('packages/contracts/src/config', '.ts').join('\n')
  const said = ALL.flatMap((section) => [...codeOf(section), ...section.blocks.flatMap(saidCodeOf)]).join('\n')
  const named = new Set(said.match(/\bNOBET_[A-Z_]+\b|\b(?:alerts|alertmanager)\.(?!yml)[a-z][A-Za-z]+(?=$|:)/gm))
  expect(named.size).toBeGreaterThan(15)
  expect([...named].filter((name) => !known.includes(`'${name}'`))).toEqual([])
})

test('every metric a command names is one that the rules use or that the panel or a module gives', () => {
  const known = [
    ...readTexts('alert-rules/generated/prod', '.yaml'),
    ...readTexts('apps/bff/src', '.ts'),
    ...readTexts('packages/mcp-kit/src', '.ts'),
    ...readTexts('mock-server/src/standins/gitops', '.ts'),
  ].join('\n')
  const named = commands.flatMap(({ at, code }) => (code.match(METRIC) ?? []).map((metric) => ({ at, metric })))
  expect(named.length).toBeGreaterThan(40)
  const isKnown = (metric: string) =>
    known.includes(metric) || known.includes(metric.replace(/_(?:total|bucket|count)$/, ''))
  expect(named.filter(({ metric }) => !isKnown(metric))).toEqual([])
})

describe('a guide that the page cannot show is refused', () => {
  test.each([
    ['HTML in a line', '## A\n\nSome <b>bold</b>.'],
    ['a block of HTML', '## A\n\n<script>alert(1)</script>'],
    ['a picture', '## A\n\n![x](https://example.com/x.png)'],
    ['a link that is no web address', '## A\n\n[x](javascript:alert(1))'],
    ['a heading too deep', '## A\n\n##### B'],
  ])('%s', (_what, text) => {
    expect(() => readGuide(text)).toThrow(/guide/)
  })
})

test('twins are paired by their order, and a name in code leads to its section', () => {
  const { sections, runbooks } = readGuide(
    '# T\n\n## A\n\n#### RedisDown\n\nSee `Other`.\n\n#### Other\n\n`x | y`\n\n## B (Türkçe)\n\n#### RedisDown (Türkçe)\n\n#### Other (Türkçe)\n',
  )
  expect(sections.tr.map(({ anchor, twin, title }) => [anchor, twin, title])).toEqual([
    ['b-türkçe', 'a', 'B'],
    ['redisdown-türkçe', 'redisdown', 'RedisDown'],
    ['other-türkçe', 'other', 'Other'],
  ])
  expect(sections.en[1]?.blocks).toEqual([
    {
      kind: 'line',
      parts: [
        { kind: 'text', text: 'See ' },
        { kind: 'ref', anchor: 'other', parts: [{ kind: 'code', text: 'Other' }] },
        { kind: 'text', text: '.' },
      ],
    },
  ])
  expect(runbooks).toEqual([
    { alert: 'RedisDown', anchor: 'redisdown' },
    { alert: 'Other', anchor: 'other' },
  ])
})

function readTexts(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'))
}

/** What a tool holds against a file of this text; nothing when it takes it. */
function judge(tool: string, args: readonly string[], text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'nobet-guide-'))
  try {
    writeFileSync(join(folder, 'text.yaml'), text)
    const { status, stdout, stderr, error } = spawnSync(tool, [...args, join(folder, 'text.yaml')], {
      encoding: 'utf8',
    })
    return status === 0 ? '' : `${error?.message ?? ''}${stdout}${stderr}`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
