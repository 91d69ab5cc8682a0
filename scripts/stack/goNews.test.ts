import { expect, test } from 'vitest'
import { createGoNews } from './goNews.ts'

const at = (time: string, rest: string) => `ts=${time} caller=dispatch.go:352 ${rest}`

test('a complaint is said once, whatever its time and trace; ordinary news is not said', () => {
  const toNews = createGoNews()
  const failed = (id: string) =>
    `level=error msg="Notify failed" num_alerts=${id.length} err="{\\"traceId\\":\\"${id}\\"}"`
  expect(toNews(at('2026-11-23T02:00:00Z', failed('ab1')))).toContain('Notify failed')
  expect(toNews(at('2026-11-23T02:00:05Z', failed('cd23')))).toBeUndefined()
  expect(toNews(at('2026-11-23T02:00:06Z', 'level=warn msg="gossip"'))).toBe(
    'caller=dispatch.go:352 level=warn msg="gossip"',
  )
  expect(toNews(at('2026-11-23T02:00:07Z', 'level=info msg="fine"'))).toBeUndefined()
})

test('what it remembers is bounded', () => {
  const toNews = createGoNews()
  for (let nr = 0; nr < 1_000; nr += 1) toNews(`level=warn msg="${nr}"`)
  expect(toNews('level=warn msg="0"')).toBe('level=warn msg="0"')
})
