import { LoggedEvent, readKnownEvent } from '@nobet/contracts'
import { expect, test } from 'vitest'
import { buildEvent } from './buildEvent.ts'

test('a built event obeys the contract', () => {
  expect(LoggedEvent.safeParse(buildEvent()).success).toBe(true)
  expect(readKnownEvent(buildEvent())?.type).toBe('mcp.health.changed')
})

test('two built events are never the same event', () => {
  expect(buildEvent().id).not.toBe(buildEvent().id)
})
