import { MODULE_STATES } from '@nobet/contracts'
import { describe, expect, it } from 'vitest'
import { toShownState } from './useShownState.ts'

describe('what may be said of a module', () => {
  it('live, its state is known now', () => {
    expect(toShownState('healthy', 'live', false)).toMatchObject({ state: 'healthy', known: 'now' })
  })

  it('past two intervals it is stale whatever it was', () => {
    for (const state of MODULE_STATES) expect(toShownState(state, 'stale', false).state).toBe('stale')
  })

  it('polled, good news is only the last known and bad news keeps its shape', () => {
    expect(toShownState('healthy', 'cached', false).known).toBe('last')
    expect(toShownState('down', 'cached', false).known).toBe('now')
  })

  it('offline, nothing is known now', () => {
    for (const state of MODULE_STATES)
      expect(toShownState(state, 'stale', true)).toMatchObject({ state, known: 'last' })
  })
})
