import { formatCursor } from '@nobet/contracts'
import type { EventBatch } from '@nobet/stream-client'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it, onTestFinished } from 'vitest'
import { startAskingAgain } from './askAgain.ts'

function setUp() {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
  const asked: string[] = []
  const watch = (name: string, answer: () => unknown) => {
    const queryFn = () => {
      asked.push(name)
      return answer()
    }
    onTestFinished(new QueryObserver(queries, { queryKey: [name], queryFn }).subscribe(() => {}))
  }
  const later: (() => void)[] = []
  let listener: (batch: EventBatch) => void = () => {}
  const stop = startAskingAgain({
    queries,
    random: () => 0,
    delay: (run) => {
      later.push(run)
      return () => void later.splice(0)
    },
    live: {
      onBatch: (given) => {
        listener = given
        return () => {
          listener = () => {}
        }
      },
    },
  })
  const tell = (type: string) => {
    const event = { specversion: '1.0', id: '1', source: '/nobet', type, time: '2026-11-22T11:00:00Z' } as const
    const item = { cursor: formatCursor({ epoch: 'e', offset: 1 }), event: { ...event, severity: 'info' as const } }
    listener({ items: [item], recovered: false, receivedAt: 0 })
  }
  return { asked, watch, tell, later, stop, queries }
}

const sourced = (freshness: string) => ({ value: 1, source: 'prometheus', freshness, observedAt: null, error: null })

it('a source that is back is asked again for what it owes, and for nothing else', async () => {
  const { asked, watch, tell, later, stop, queries } = setUp()
  watch('live', () => sourced('live'))
  watch('stale', () => sourced('stale'))
  watch('failed', () => Promise.reject(new Error('no answer')))
  watch('plain', () => ({ modules: [] }))
  await expect.poll(() => queries.isFetching()).toBe(0)
  asked.splice(0)
  tell('upstream.degraded')
  expect(later).toHaveLength(0)
  tell('upstream.recovered')
  tell('upstream.recovered')
  expect(later).toHaveLength(1)
  later.splice(0).forEach((run) => run())
  await expect.poll(() => queries.isFetching()).toBe(0)
  expect(asked.toSorted()).toEqual(['failed', 'stale'])
  stop()
})

it('nothing is asked once it is stopped', () => {
  const { tell, later, stop } = setUp()
  tell('upstream.recovered')
  stop()
  expect(later).toHaveLength(0)
  tell('upstream.recovered')
  expect(later).toHaveLength(0)
})
