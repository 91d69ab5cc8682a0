import { expect, it } from 'vitest'
import { buildModule } from '../../testing/renderApp.tsx'
import { toLatencyMs } from './toLatencyMs.ts'

it.each([
  ['p95 of the last hour when there is one', { durationMs: 16 }, 142],
  ['the last probe while nothing else is known', { latencyMs: null, durationMs: 16 }, 16],
  [
    'nothing when the probe failed: a refusal in 0.7 ms is no latency',
    { latencyMs: null, durationMs: 0.7, failures: 1 },
    null,
  ],
])('a module’s latency is %s', (_, over, expected) => {
  expect(toLatencyMs(buildModule(over))).toBe(expected)
})
