import { layAlerts } from '../alerts/layAlerts.ts'
import { FLEET, toWorldModule } from '../fleet/fleet.ts'
import { inOrder, layFleet, STARTED_AT_MS } from '../fleet/layFleet.ts'
import { layConsoleStarted, laySources } from '../fleet/layPanel.ts'
import type { MockWorld, TimelineEntry } from '../world/mockWorld.ts'

const SEED = 4_400
const DURATION_MS = 600_000
const RATES_KEY = 'mcp:finbot:rates:TRY'

/** Three healthy modules on an ordinary working day, with the alerts such a day has. */
export function createCalm(): MockWorld {
  return {
    name: 'calm',
    title: 'Calm: three healthy modules, a few alerts',
    seed: SEED,
    durationMs: DURATION_MS,
    modules: FLEET.map(toWorldModule),
    timeline: inOrder([
      layConsoleStarted(STARTED_AT_MS),
      laySources(STARTED_AT_MS, ['alertmanager']),
      ...layAlerts(),
      ...layFleet(SEED, DURATION_MS),
      layTtlChange(-480_000, 60_000, 300_000),
      layTtlChange(20_000, 300_000, 60_000),
      layTtlChange(260_000, 60_000, 300_000),
      layListChanged(75_000),
    ]),
  }
}

const layTtlChange = (atMs: number, previousTtlMs: number, ttlMs: number): TimelineEntry => ({
  atMs,
  event: {
    type: 'cache.ttl.changed',
    source: '/modules/finbot',
    subject: RATES_KEY,
    module: 'finbot',
    data: { key: RATES_KEY, existed: true, exists: true, previousTtlMs, ttlMs, cause: 'expire', mode: 'events' },
  },
})

const layListChanged = (atMs: number): TimelineEntry => ({
  atMs,
  event: {
    type: 'mcp.notification.received',
    source: '/modules/mubot',
    subject: 'mubot',
    module: 'mubot',
    data: { method: 'notifications/resources/list_changed' },
  },
})
