// A panel in a process of its own: takes the lease, and appends with the token it once got whenever it reads a line.
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { buildEvent } from '@nobet/testkit'
import { systemClock } from '../clock.ts'
import type { Fence } from '../log/eventLog.ts'
import { startRedisLog } from '../log/redis/redisLog.ts'
import { startLease } from './lease.ts'
import { openRedis } from './openRedis.ts'
import { readRedisTarget } from './redisTarget.ts'

const [url = '', name = '', ttlMs = '0'] = process.argv.slice(2)
const reading = readRedisTarget(url)
if (!reading.ok) throw new Error(reading.expected)
const { target } = reading
const newId = () => randomBytes(6).toString('hex')
const say = (what: unknown) => void process.stdout.write(`${JSON.stringify(what)}\n`)
const reportError = (error: unknown) => say({ error: String(error) })
const open = () => openRedis(target, { name: 'holder' })
const shared = { clock: systemClock, newId, newEpoch: newId, reportError, openRedis: open }
const log = startRedisLog(shared, { name, events: 1000, bytes: 1e9, ageMs: 1e9 })
const lease = startLease({ ...shared, client: open() }, { name: 'probing', ttlMs: Number(ttlMs), log: name })

let kept: Fence | undefined
lease.onChange((fence) => {
  kept ??= fence
  say({ fence: fence ?? null })
})
createInterface({ input: process.stdin }).on('line', () => {
  const append = log.append([buildEvent({ id: newId() })], kept === undefined ? {} : { fence: kept })
  append.then(({ kind }) => say({ kind, bounds: log.bounds() ?? null }), reportError)
})
