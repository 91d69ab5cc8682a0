import { Parser } from '@asyncapi/parser'
import { expect, test } from 'vitest'
import { EVENT_TYPES } from '../index.ts'
import { toAsyncApi } from './index.ts'

test('the AsyncAPI document is valid', { timeout: 120_000 }, async () => {
  const { document, diagnostics } = await new Parser().parse(JSON.stringify(toAsyncApi('1.2.3', '/ops/nobet')))
  expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([])
  expect(document?.version()).toBe('3.0.0')
})

test('every event type of the first set has a message whose data schema exists', () => {
  const { components } = toAsyncApi('1.2.3')
  for (const type of EVENT_TYPES) {
    expect(components.messages).toHaveProperty([type])
    expect(components.schemas).toHaveProperty([`Data-${type}`])
  }
})
