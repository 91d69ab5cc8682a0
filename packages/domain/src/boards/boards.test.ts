import { expect, test } from 'vitest'
import { BOARD_IDS, type BoardEntry, BOARDS } from './boards.ts'
import { toBoardUrl } from './toBoardUrl.ts'
import { toPanelTemplate, toSeriesTemplate } from './toPanelTemplate.ts'

const range = { from: 1_763_800_000_000, to: 1_763_803_600_000, timezone: 'Europe/Istanbul' }

test('a link to a board carries range, zone, variables and the panel', () => {
  const url = toBoardUrl('https://ops.example.com/grafana/', 'mcp-module', {
    ...range,
    vars: { module: 'a&b/ç', other: 'x' },
    viewPanel: 'latency',
  })
  expect(url).toBe(
    'https://ops.example.com/grafana/d/mcp-module/mcp-module?from=1763800000000&to=1763803600000' +
      '&timezone=Europe%2FIstanbul&var-module=a%26b%2F%C3%A7&viewPanel=2',
  )
})

test('a variable with several values is said once for each', () => {
  const url = toBoardUrl('http://g', 'websocket-observability', { ...range, vars: { module: ['finbot', 'mubot'] } })
  expect(new URL(url).searchParams.getAll('var-module')).toEqual(['finbot', 'mubot'])
})

test('the reader’s own zone has the name Grafana gives it', () => {
  const zoneIn = (timezone: string) =>
    new URL(toBoardUrl('http://g', 'mcp-fleet', { ...range, timezone })).searchParams.get('timezone')
  expect(['local', 'utc', 'Asia/Tokyo'].map(zoneIn)).toEqual(['browser', 'utc', 'Asia/Tokyo'])
})

test('the way back is a template for Grafana, with range, zone and variables', () => {
  const tail = 'from=${__from:date:iso}&to=${__to:date:iso}&tz=${__timezone}'
  expect(toPanelTemplate('mcp-module')).toBe(`\${nobet:raw}/modules/\${module:percentencode}?${tail}`)
  expect(toPanelTemplate('gitops')).toBe(`\${nobet:raw}/events?q=type%3Agitops.*&${tail}`)
  expect(toSeriesTemplate('/modules/{module}')).toBe(
    `\${nobet:raw}/modules/\${__field.labels.module:percentencode}?${tail}`,
  )
})

test('panel numbers are unique in a board, and pages name only variables the board has', () => {
  for (const id of BOARD_IDS) {
    const { panels, page, variables }: BoardEntry = BOARDS[id]
    expect(new Set(Object.values(panels)).size).toBe(Object.keys(panels).length)
    const named = [...page.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(named.filter((name) => !variables.includes(name ?? ''))).toEqual([])
  }
})
