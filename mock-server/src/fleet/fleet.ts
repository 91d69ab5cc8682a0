import { pickInt, pickOne, type Random } from '../player/random.ts'
import type { WorldModule } from '../world/mockWorld.ts'
import { FINBOT_CATALOGUE, MUBOT_CATALOGUE, OBSERVABILITY_CATALOGUE } from './catalogues.ts'

/** A module with the figures its life moves around. */
export interface FleetModule extends WorldModule {
  readonly version: string
  /** Typical milliseconds of a whole probe. */
  readonly probeMs: number
  readonly callMs: number
  readonly callsPerMinute: number
  readonly connections: number
  readonly cacheHitRatio: number
  /** What the module says in `mcp.context.updated`. */
  readonly context: (random: Random) => Record<string, string | number>
}

export const FINBOT: FleetModule = {
  id: 'finbot',
  title: 'FinBot',
  url: 'http://127.0.0.1:4411/mcp',
  version: '0.1.0',
  catalogue: FINBOT_CATALOGUE,
  probeMs: 46,
  callMs: 92,
  callsPerMinute: 64,
  connections: 14,
  cacheHitRatio: 0.942,
  context: (random) => ({
    summary: `Cash ${(58 + random()).toFixed(1)} M TRY, USD/TRY ${(42.2 + random() / 3).toFixed(4)}, calm market`,
    cashTry: pickInt(random, 58_000_000, 59_000_000),
    regime: 'calm',
    rateTtlMs: 300_000,
  }),
}

export const MUBOT: FleetModule = {
  id: 'mubot',
  title: 'MuBot',
  url: 'http://127.0.0.1:4412/mcp',
  version: '0.1.0',
  catalogue: MUBOT_CATALOGUE,
  probeMs: 71,
  callMs: 148,
  callsPerMinute: 31,
  connections: 9,
  cacheHitRatio: 0.861,
  context: (random) => ({
    summary: `${pickOne(random, ['invoice batch', 'ledger page', 'trial balance']) ?? ''} ${pickInt(random, 2_200, 2_400)}`,
    resources: pickInt(random, 1, 2),
    bytes: pickInt(random, 1_000, 9_000),
  }),
}

export const OBSERVABILITY: FleetModule = {
  id: 'observability',
  title: 'Observability',
  url: 'http://127.0.0.1:4413/mcp',
  version: '0.1.0',
  catalogue: OBSERVABILITY_CATALOGUE,
  probeMs: 38,
  callMs: 61,
  callsPerMinute: 18,
  connections: 6,
  cacheHitRatio: 0.88,
  context: (random) => ({
    summary: `query result of ${pickInt(random, 4, 90)} series`,
    resources: 1,
    bytes: pickInt(random, 800, 6_000),
  }),
}

export const FLEET: readonly FleetModule[] = [FINBOT, MUBOT, OBSERVABILITY]

/** The module as the world carries it, without the figures behind its life. */
export const toWorldModule = ({ id, title, url, catalogue }: FleetModule): WorldModule => ({
  id,
  title,
  url,
  catalogue,
})
