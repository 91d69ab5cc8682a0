import { loadavg } from 'node:os'
import { built, bundle } from '../bundle.ts'
import { startChild } from '../child.ts'
import { median, round, writeResult } from '../result.ts'
import {
  type FromPublisher,
  type FromReceiver,
  type Road,
  ROADS,
  type ToPublisher,
  type ToReceiver,
} from './protocol.ts'
import { startRedis } from './startRedis.ts'

const ROUNDS = Number(process.env['NOBET_BENCH_ROUNDS'] ?? 3)
const FLOOD = { do: 'flood', events: 200_000 } as const
const WARM_UP = { do: 'flood', events: 50_000 } as const
const PACE = { do: 'pace', events: 8_000, rate: 2_000 } as const

const NAMES = Object.keys(ROADS) as Road[] // the table's own keys

interface Run {
  readonly road: Road
  readonly perCpuS: number
  readonly perS: number
  readonly tailPerCpuS: number
  readonly received: number
  readonly p50: number
  readonly p99: number
}

async function measure(road: Road, url: string): Promise<Run> {
  const receiver = startChild<ToReceiver, FromReceiver>(built('receiver'), [road, url])
  const publisher = startChild<ToPublisher, FromPublisher>(built('publisher'), [road, url])
  await Promise.all([receiver.next('ready'), publisher.next('ready')])
  const run = async (load: ToPublisher) => {
    const published = publisher.next('published')
    const received = receiver.next('received')
    const counting = receiver.next('counting')
    receiver.send({ do: 'await', events: load.events })
    await counting
    publisher.send(load)
    return { ...(await published), received: await received }
  }
  const { batch } = ROADS[road]
  await run({ ...WARM_UP, batch })
  const flood = await run({ ...FLOOD, batch })
  const paced = await run(PACE)
  await Promise.all([receiver.end(), publisher.end()])
  return {
    road,
    perCpuS: (FLOOD.events / flood.cpuMs) * 1_000,
    perS: (FLOOD.events / flood.wallMs) * 1_000,
    tailPerCpuS: (flood.received.events / flood.received.cpuMs) * 1_000,
    received: flood.received.events + paced.received.events,
    p50: paced.received.p50,
    p99: paced.received.p99,
  }
}

function toRow(road: Road, runs: readonly Run[]) {
  const of = (pick: (run: Run) => number) => round(median(runs.map(pick)))
  return {
    road: ROADS[road].called,
    'events/s per publishing core': of((run) => run.perCpuS),
    'events/s': of((run) => run.perS),
    'received/s per core': of((run) => run.tailPerCpuS),
    'p50 ms': of((run) => run.p50),
    'p99 ms': of((run) => run.p99),
    lost: Math.max(...runs.map((run) => FLOOD.events + PACE.events - run.received)),
  }
}

/** All roads in turn, round after round. */
async function main(): Promise<void> {
  const redis = await startRedis()
  if (redis === undefined) return console.log('redis: no redis-server on PATH, left out')
  try {
    await bundle()
    const runs: Run[] = []
    for (let done = 0; done < ROUNDS; done += 1) for (const road of NAMES) runs.push(await measure(road, redis.url))
    const rows = NAMES.map((road) =>
      toRow(
        road,
        runs.filter((run) => run.road === road),
      ),
    )
    console.table(rows)
    await writeResult('redis', { rounds: ROUNDS, loadavg: loadavg(), rows })
  } finally {
    await redis.stop()
  }
}

await main()
