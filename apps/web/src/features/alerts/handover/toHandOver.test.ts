import { formatCursor, type LoggedEvent } from '@nobet/contracts'
import { expect, it } from 'vitest'
import { readStretch } from './readStretch.ts'
import { toHandOver } from './toHandOver.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 11, minute)).toISOString()
const event = (type: string, minute: number, data: object, over: Partial<LoggedEvent> = {}): LoggedEvent => ({
  specversion: '1.0',
  id: `${type}${minute}`,
  source: '/nobet',
  type,
  time: at(minute),
  severity: 'warning',
  data,
  ...over,
})
const alert = (fingerprint: string, minute: number) => ({
  fingerprint,
  alertname: fingerprint.toUpperCase(),
  labels: {},
  annotations: { summary: `${fingerprint} tells` },
  startsAt: at(minute),
})

it('says what is open and who has it, what is over, and what changed', () => {
  const summed = toHandOver([
    event('alert.firing', 1, alert('a', 1)),
    event('alert.acknowledged', 2, { fingerprint: 'a', by: 'Elif' }),
    event('alert.firing', 3, alert('b', 3), { severity: 'critical' }),
    event('alert.resolved', 9, { ...alert('b', 3), endsAt: at(8) }, { severity: 'critical' }),
    event('alert.firing', 10, alert('c', 10)),
    event('alert.resolved', 11, alert('c', 10)),
    event('alert.firing', 12, alert('c', 12)),
    event('mcp.health.changed', 13, { from: 'healthy', to: 'down' }, { module: 'mubot' }),
    event('mcp.health.changed', 14, { from: 'down', to: 'degraded' }, { module: 'mubot' }),
    event('mcp.health.changed', 15, { from: 'healthy', to: 'down' }, { module: 'finbot' }),
    event('mcp.health.changed', 16, { from: 'down', to: 'healthy' }, { module: 'finbot' }),
    event('cache.policy.changed', 17, { module: 'finbot' }),
  ])
  expect(summed.open.map(({ fingerprint, by, times }) => ({ fingerprint, by, times }))).toEqual([
    { fingerprint: 'a', by: 'Elif', times: 1 },
    { fingerprint: 'c', by: undefined, times: 2 },
  ])
  expect(summed.over.map(({ fingerprint, endedAt }) => ({ fingerprint, endedAt }))).toEqual([
    { fingerprint: 'b', endedAt: at(8) },
  ])
  expect(summed.modules).toEqual([{ module: 'mubot', from: 'healthy', to: 'degraded' }])
  expect(summed.changes.map(({ type }) => type)).toEqual(['cache.policy.changed'])
})

const page = (minutes: readonly number[]) => ({
  events: minutes.map((minute) => ({
    cursor: formatCursor({ epoch: 'e', offset: minute }),
    event: event('console.started', minute, {}),
  })),
  cursor: formatCursor({ epoch: 'e', offset: 99 }),
  recovery: { state: 'complete' as const, recovered: 0, lost: 0 },
})

it('reads the log backwards until the time it is asked for', async () => {
  const asked: (string | undefined)[] = []
  const pages = [page([7, 8, 9]), page([3, 5])]
  const api = {
    events: ({ before }: { before?: string } = {}) => {
      asked.push(before)
      return Promise.resolve(pages[asked.length - 1] ?? page([]))
    },
  }
  const { signal } = new AbortController()
  const whole = await readStretch(api, Date.parse(at(4)), signal)
  expect(whole.events.map(({ time }) => time)).toEqual([5, 7, 8, 9].map(at))
  expect(whole.reach).toBe('whole')
  expect(asked).toEqual([undefined, 'e:7'])
})

it('says when the log begins within that time', async () => {
  const pages = [page([7]), page([])]
  const api = { events: () => Promise.resolve(pages.shift() ?? page([])) }
  const read = await readStretch(api, 0, new AbortController().signal)
  expect(read).toMatchObject({ reach: 'log-begins' })
  expect(read.events).toHaveLength(1)
})
