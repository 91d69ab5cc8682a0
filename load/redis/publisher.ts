import { startRedisLogAlone } from '@nobet/bff/redisLog'
import { Redis } from 'ioredis'
import { benchEvent, nowMs } from '../fanout/protocol.ts'
import { CHANNEL, type FromPublisher, isOurs, type Road, type ToPublisher } from './protocol.ts'

/** Calls that may be under way at one time: enough to keep the connection full. */
const IN_FLIGHT = 100

const tell = (message: FromPublisher) => process.send?.(message)
let sent = 0

type Publish = (count: number) => Promise<unknown>

async function open(road: Road, url: string): Promise<Publish> {
  if (!isOurs(road)) {
    const client = new Redis(url, { enableAutoPipelining: road === 'autopipelined' })
    const toJson = road === 'serialised' ? createReadyJson() : () => JSON.stringify(benchEvent(++sent))
    return (count) => Promise.all(Array.from({ length: count }, () => client.publish(CHANNEL, toJson())))
  }
  const log = await startRedisLogAlone(url, console.error)
  return async (count) => {
    const outcome = await log.append(Array.from({ length: count }, () => ({ ...benchEvent(++sent) })))
    if (outcome.kind !== 'appended') throw new Error(`the log answered ${outcome.kind}`)
  }
}

/** Only the moment of sending is put in. */
function createReadyJson(): () => string {
  const event = benchEvent(1)
  const [before, after] = JSON.stringify(event).split(String(event.data.at))
  return () => `${before}${nowMs()}${after}`
}

async function flood(publish: Publish, { events, batch }: Extract<ToPublisher, { do: 'flood' }>): Promise<void> {
  let left = events
  const lane = async () => {
    while (left > 0) {
      left -= batch
      await publish(batch)
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
}

async function pace(publish: Publish, { events, rate }: Extract<ToPublisher, { do: 'pace' }>): Promise<void> {
  const begun = performance.now()
  for (let done = 0; done < events; done += 1) {
    const wait = begun + (done / rate) * 1_000 - performance.now()
    await new Promise((next) => (wait > 1 ? setTimeout(next, wait) : setImmediate(next)))
    void publish(1)
  }
}

const [road, url = ''] = process.argv.slice(2)
const publish = await open(road as Road, url) // started only by run.ts, which names a road
process.on('message', (message: ToPublisher) => {
  const begun = performance.now()
  const before = process.cpuUsage()
  const run = message.do === 'flood' ? flood(publish, message) : pace(publish, message)
  void run.then(() => {
    const { user, system } = process.cpuUsage(before)
    tell({ told: 'published', wallMs: performance.now() - begun, cpuMs: (user + system) / 1_000 })
  })
})
tell({ told: 'ready' })
