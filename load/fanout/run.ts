import { loadavg } from 'node:os'
import { bundle } from '../bundle.ts'
import { median, round, writeResult } from '../result.ts'
import { type Measured, measure, measureMemory } from './measure.ts'
import { type Load, type PeerName, PEERS } from './protocol.ts'

const ROUNDS = Number(process.env['NOBET_BENCH_ROUNDS'] ?? 1)
const CLIENTS = 1_000
const MANY_CLIENTS = 5_000

interface Scenario {
  readonly name: string
  readonly load: Load
  readonly peers: readonly PeerName[]
  readonly clients?: number
}

// A loop per event cannot follow a thousand events a second: there only those that batch are asked.
const BATCHING: readonly PeerName[] = ['nobet', 'ws-batch']
const SCENARIOS: readonly Scenario[] = [
  { name: 'single', load: { events: 100, burst: 1, rate: 20 }, peers: PEERS },
  { name: 'bursts of 10', load: { events: 500, burst: 10, rate: 100 }, peers: PEERS },
  { name: 'bursts of 50', load: { events: 2_500, burst: 50, rate: 500 }, peers: ['nobet', 'ws', 'ws-batch'] },
  { name: '50 ev/s', load: { events: 250, burst: 1, rate: 50 }, peers: PEERS },
  { name: '1,000 ev/s', load: { events: 5_000, burst: 1, rate: 1_000 }, peers: BATCHING },
  {
    name: '100 ev/s, 5,000 sessions',
    load: { events: 500, burst: 1, rate: 100 },
    peers: BATCHING,
    clients: MANY_CLIENTS,
  },
]

/** All peers in turn, round after round, so that a busy moment of the machine hits everybody. Medians are told. */
async function main(): Promise<void> {
  await bundle()
  const rows = []
  for (const scenario of SCENARIOS) {
    const table = await runScenario(scenario)
    console.table(table)
    rows.push(...table)
  }
  const memory = []
  for (const peer of PEERS) memory.push(await measureMemory(peer, MANY_CLIENTS))
  console.table(memory)
  const setting = { clients: CLIENTS, memoryClients: MANY_CLIENTS, rounds: ROUNDS, loadavg: loadavg() }
  await writeResult('fanout', { ...setting, rows, memory })
}

async function runScenario({ name, load, peers, clients = CLIENTS }: Scenario) {
  const runs: Measured[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    for (const peer of peers) runs.push(await measure(peer, clients, load))
  return peers.map((peer) =>
    toRow(
      name,
      runs.filter((run) => run.peer === peer),
    ),
  )
}

function toRow(scenario: string, runs: readonly Measured[]) {
  const of = (pick: (run: Measured) => number) => round(median(runs.map(pick)))
  return {
    scenario,
    peer: runs[0]?.peer ?? '',
    'CPU-ms per 100k': of((run) => (run.cpuMs / run.deliveries) * 100_000),
    'deliveries per CPU-s': of((run) => (run.deliveries / run.cpuMs) * 1_000),
    'p50 ms': of((run) => run.p50),
    'p99 ms': of((run) => run.p99),
    'CPU %': of((run) => (run.cpuMs / run.wallMs) * 100),
    'events a message': of((run) => run.deliveries / run.messages),
    lost: Math.max(...runs.map((run) => run.lost)),
  }
}

await main()
