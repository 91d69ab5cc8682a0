import { describe, expect, it } from 'vitest'
import { toEndKey } from './toEndKey.ts'

const failed = { outcome: 'failed', text: 'Failed to fetch' } as const

describe('why a transport ended', () => {
  it('is a WebSocket that did not open, when the upgrade was refused', () => {
    expect(toEndKey({ ...failed, transport: 'websocket', reason: 'refused', code: 1006 })).toBe('unopened')
  })

  it('tells no answer at all from an answer that is of no use', () => {
    expect(toEndKey({ ...failed, transport: 'sse', reason: 'refused' })).toBe('unreachable')
    expect(toEndKey({ ...failed, transport: 'sse', reason: 'refused', code: 502 })).toBe('refused')
  })

  it('is else the kind of end itself', () => {
    expect(toEndKey({ ...failed, transport: 'poll', reason: 'timeout' })).toBe('timeout')
    expect(toEndKey({ ...failed, transport: 'poll' })).toBeUndefined()
  })
})
