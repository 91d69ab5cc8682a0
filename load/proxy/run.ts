import { loadavg } from 'node:os'
import { bundle } from '../bundle.ts'
import { median, writeResult } from '../result.ts'
import { findRegressions, recordBaseline } from './baseline.ts'
import { countFlights } from './countFlights.ts'
import { measure, type Run, type Scenario, warmUp } from './measure.ts'
import { measureFaults } from './measureFaults.ts'
import { PEERS } from './protocol.ts'
import { keyOf, type Measured, type Ratio, toRatios } from './ratios.ts'
import { type BenchWorld, openWorld } from './world.ts'

const ROUNDS = Number(process.env['NOBET_BENCH_ROUNDS'] ?? 3)
const isRecording = process.env['NOBET_BENCH_RECORD'] === '1'

const SCENARIOS: readonly Scenario[] = [
  { upstream: 'static', kind: 'miss', encoding: 'identity', peers: PEERS },
  { upstream: 'prometheus', kind: 'miss', encoding: 'identity', peers: PEERS },
  { upstream: 'prometheus', kind: 'miss', encoding: 'gzip', peers: PEERS },
  { upstream: 'prometheus', kind: 'hit', encoding: 'identity', peers: ['nobet'] },
  { upstream: 'prometheus', kind: 'hit', encoding: 'gzip', peers: ['nobet'] },
]

/** All peers in turn, round after round, so that a busy moment of the machine hits everybody. Medians are told. */
async function main(): Promise<void> {
  await bundle()
  const world = await openWorld()
  const runs = new Map<Scenario, Run[]>(SCENARIOS.map((scenario) => [scenario, []]))
  let flights: number
  try {
    await runRounds(world, runs)
    flights = await countFlights(world)
  } finally {
    await world.stop()
  }
  const all: Measured[] = [...runs].map(([scenario, each]) => ({ scenario, runs: each }))
  const faults = await measureFaults()
  const ratios = toRatios(all, faults, flights)
  const rows = all.flatMap(toRows)
  console.table(rows)
  console.table(faults.map(toFaultRow))
  console.table(ratios.map(toRatioRow))
  await writeResult('proxy', { rounds: ROUNDS, loadavg: loadavg(), rows, faults, flights, ratios })
  if (isRecording) return recordBaseline(ratios)
  const worse = findRegressions(ratios)
  for (const line of worse) console.error(`worse than the baseline: ${line}`)
  if (worse.length > 0) process.exitCode = 1
}

async function runRounds(world: BenchWorld, runs: ReadonlyMap<Scenario, Run[]>): Promise<void> {
  for (const scenario of runs.keys()) {
    if (scenario.kind === 'miss' && scenario.encoding === 'identity')
      for (const peer of scenario.peers) await warmUp(world, scenario, peer)
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [scenario, taken] of runs) {
      for (const peer of scenario.peers) taken.push(await measure(world, scenario, peer))
    }
  }
}

function toRows({ scenario, runs }: Measured) {
  return scenario.peers.map((peer) => {
    const own = runs.filter((run) => run.peer === peer)
    const of = (pick: (run: Run) => number) => Number(median(own.map(pick)).toPrecision(3))
    return {
      scenario: keyOf(scenario),
      peer,
      'answers/s': of((run) => run.perS),
      'CPU-ms each': of((run) => run.cpuMs),
      'CPU-ms upstream': of((run) => run.upstreamCpuMs),
      'kB each': of((run) => run.kB),
      'p50 ms': of((run) => run.p50),
      'p99 ms': of((run) => run.p99),
      failed: own.reduce((sum, { failed }) => sum + failed, 0),
    }
  })
}

const toFaultRow = ({ fault, status, firstMs, staleMs, dueMs }: Awaited<ReturnType<typeof measureFaults>>[number]) => ({
  fault,
  status,
  'first answer ms': Math.round(firstMs),
  'stale answer ms': Math.round(staleMs),
  'due ms': Math.round(dueMs),
})

const toRatioRow = ({ name, value, better, target }: Ratio) => {
  const isMet = target === undefined || (better === 'higher' ? value >= target : value <= target)
  return { ratio: name, value: Number(value.toFixed(2)), target: target ?? '', met: target === undefined ? '' : isMet }
}

await main()
