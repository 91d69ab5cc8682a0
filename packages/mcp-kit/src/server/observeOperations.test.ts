import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server'
import { fakeClock } from '@nobet/testkit'
import { expect, it } from 'vitest'
import { systemRandom } from '../random.ts'
import { observeOperations, type Operation } from './observeOperations.ts'

function observe() {
  const operations: Operation[] = []
  const transport: Transport = { start: async () => {}, send: async () => {}, close: async () => {} }
  const clock = fakeClock()
  observeOperations(transport, { clock, random: systemRandom, onOperation: (one) => void operations.push(one) })
  const hear = (message: JSONRPCMessage) => transport.onmessage?.(message)
  return {
    clock,
    transport,
    hear,
    ask: (id: number, method: string) => hear({ jsonrpc: '2.0', id, method, params: {} }),
    seen: () => operations.map(({ method, errorType, durationMs }) => ({ method, errorType, durationMs })),
  }
}

it('what a closed connection leaves unanswered was given up, once', async () => {
  const { ask, clock, seen, transport } = observe()
  ask(1, 'tools/call')
  await clock.advance(40)
  transport.onclose?.()
  transport.onclose?.()
  expect(seen()).toEqual([{ method: 'tools/call', errorType: 'cancelled', durationMs: 40 }])
})

it('listening lasts until its caller leaves, which is no operation given up', () => {
  const { ask, hear, seen, transport } = observe()
  ask(1, 'subscriptions/listen')
  ask(2, 'subscriptions/listen')
  hear({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } })
  transport.onclose?.()
  expect(seen()).toEqual([])
})

it('an answer to what was given up already is not counted again', async () => {
  const { ask, hear, seen, transport } = observe()
  ask(1, 'tools/call')
  hear({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1, reason: 'Request timed out' } })
  await transport.send({ jsonrpc: '2.0', id: 1, result: {} })
  expect(seen()).toMatchObject([{ errorType: 'timeout' }])
})
