import { loadavg } from 'node:os'
import { writeResult } from '../result.ts'
import { type Measured, measure, measureMemory } from './measure.ts'
import { type Load, type PeerName, PEERS } from './protocol.ts'

const ROUNDS = Number(process.env['NOBET_BENCH_ROUNDS'] ?? 3)
const CLIENTS = 1_000
const MEMORY_CLIENTS = 5_000

interface Scenario {
  readonly name: string
  readonly load: Load
  readonly peers: readonly PeerName[]
}

const SCENARIOS: readonly Scenario[] = [
  { name: 'single', load: { events: 300, burst: 1, rate: 30 }, peers: PEERS },
  { name: 'bursts of 10', load: { events: 1_000, burst: 10, rate: 100 }, peers: PEERS },
  { name: 'bursts of 50', load: { events: 5_000, burst: 50, rate: 500 }, peers: PEERS },
  { name: '50 ev/s', load: { events: 500, burst: 1, rate: 50 }, peers: PEERS },
  // A loop per event cannot follow this; only those that batch are asked.
  { name: '1,000 ev/s', load: { events: 10_000, burst: 1, rate: 1_000 }, peers: ['nobet', 'ws-batch'] },
]

/** All peers in turn, round after round, so that a busy moment of the machine hits everybody. Medians are told. */
async function main(): Promise<void> {
  const rows = []
  for (const { name, load, peers } of SCENARIOS) {
    const runs: Measured[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      for (const peer of peers) runs.push(await measure(peer, CLIENTS, load))
    rows.push(
      ...peers.map((peer) =>
        toRow(
          name,
          runs.filter((run) => run.peer === peer),
        ),
      ),
    )
    console.table(rows.filter((row) => row.scenario === name))
  }
  const memory = []
  for (const peer of PEERS) memory.push(await measureMemory(peer, MEMORY_CLIENTS))
  console.table(memory)
  await writeResult('fanout', {
    clients: CLIENTS,
    rounds: ROUNDS,
    loadavg: loadavg(),
    rows,
    memoryClients: MEMORY_CLIENTS,
    memory,
  })
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
    lost: Math.max(...runs.map((run) => run.lost)),
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const round = (value: number): number => Math.round(value * 10) / 10

await main()
