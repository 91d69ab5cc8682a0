import { startRedisLogAlone } from '@nobet/bff/redisLog'
import { Redis } from 'ioredis'
import { nowMs } from '../fanout/protocol.ts'
import { CHANNEL, type FromReceiver, isOurs, type Road, type ToReceiver } from './protocol.ts'

const AT = /"at":([\d.]+)/
const AT_ONCE = { count: 1_000, bytes: 8 * 1024 * 1024 }
const QUIET_MS = 3_000

const tell = (message: FromReceiver) => process.send?.(message)
let delays: number[] = []

const take = (json: string) => {
  delays.push(nowMs() - Number(AT.exec(json)?.[1]))
}

async function open(road: Road, url: string): Promise<void> {
  if (!isOurs(road)) {
    const client = new Redis(url)
    client.on('message', (_channel, json) => take(json))
    await client.subscribe(CHANNEL)
    return
  }
  const log = await startRedisLogAlone(url, console.error)
  let position = log.bounds()?.head ?? 0
  log.onChange(({ head }) => {
    while (position < head) {
      const entries = log.recent(position, AT_ONCE) ?? []
      const last = entries.at(-1)
      if (last === undefined) return
      for (const { json } of entries) take(json)
      position = last.offset
    }
  })
}

/** Tells when all have come, or none has for a while. */
function report(events: number): void {
  const before = process.cpuUsage()
  delays = []
  let last = 0
  let lastAt = performance.now()
  tell({ told: 'counting' })
  const timer = setInterval(() => {
    if (delays.length !== last) lastAt = performance.now()
    last = delays.length
    if (last < events && performance.now() - lastAt < QUIET_MS) return
    clearInterval(timer)
    const { user, system } = process.cpuUsage(before)
    const sorted = delays.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
    tell({ told: 'received', events: last, cpuMs: (user + system) / 1_000, p50: at(0.5), p99: at(0.99) })
  }, 20)
}

const [road, url = ''] = process.argv.slice(2)
await open(road as Road, url) // started only by run.ts, which names a road
process.on('message', ({ events }: ToReceiver) => report(events))
tell({ told: 'ready' })
