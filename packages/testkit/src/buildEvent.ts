import type { LoggedEvent } from '@nobet/contracts'

let built = 0

/** A valid logged event with an id of its own; `overrides` win. */
export function buildEvent(overrides: Partial<LoggedEvent> = {}): LoggedEvent {
  built += 1
  return {
    specversion: '1.0',
    id: `event-${built}`,
    source: '/modules/finbot',
    type: 'mcp.health.changed',
    subject: 'finbot',
    time: '2026-11-22T17:00:00.000Z',
    datacontenttype: 'application/json',
    module: 'finbot',
    severity: 'info',
    data: { from: 'healthy', to: 'degraded', rung: 'list', reason: 'tools/list took 2.4 s' },
    ...overrides,
  }
}
