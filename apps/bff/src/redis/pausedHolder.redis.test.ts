import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildEvent, waitFor } from '@nobet/testkit'
import { expect, test, vi } from 'vitest'
import { systemClock } from '../clock.ts'
import { newId, startPanel } from '../log/redis/redisLog.fixture.ts'
import { startLease } from './lease.ts'
import { startStandalone } from './redisServers.fixture.ts'

const LONG = { timeoutMs: 60_000 }
const TTL_MS = 1000

vi.setConfig({ testTimeout: 120_000 })

/** The process that holds the lease, and what it says. */
function startHolder(url: string, log: string) {
  const file = join(import.meta.dirname, 'leaseHolder.fixture.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', file, url, log, String(TTL_MS)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said: { readonly kind?: string; readonly fence?: { readonly token: number } | null }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => said.push(JSON.parse(line)))
  const gone = new Promise((resolve) => child.once('exit', resolve))
  return {
    said,
    kinds: () => said.flatMap(({ kind }) => (kind === undefined ? [] : [kind])),
    append: () => void child.stdin.write('append\n'),
    signal: (name: NodeJS.Signals) => void child.kill(name),
    async end() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

test('a panel that slept through the loss of its lease wakes up and can write nothing under it', async () => {
  const world = await startStandalone()
  const name = newId()
  const holder = startHolder(world.url, name)
  const other = startPanel(world, { name })
  const reportError = (error: unknown) => expect.unreachable(String(error))
  let lease: ReturnType<typeof startLease> | undefined
  try {
    await other.ready()
    await waitFor(() => holder.said.some(({ fence }) => fence), LONG)
    await waitFor(
      () => {
        if (holder.kinds().at(-1) !== 'appended') holder.append()
        return holder.kinds().includes('appended')
      },
      { ...LONG, intervalMs: 300 },
    )
    const client = world.open()
    lease = startLease(
      { clock: systemClock, client, newId, reportError },
      { name: 'probing', ttlMs: TTL_MS, log: name },
    )
    holder.signal('SIGSTOP')
    const fence = await waitFor(() => lease?.fence(), LONG)
    expect(await other.log.append([buildEvent()], { fence })).toMatchObject({ kind: 'appended' })
    const head = other.log.bounds()?.head
    const before = holder.kinds().length
    holder.append()
    holder.signal('SIGCONT')
    // Its first try may meet connections that died in its sleep; it must never be taken.
    await waitFor(
      () => {
        if (holder.kinds().slice(before).includes('fenced')) return true
        if (holder.kinds().at(-1) === 'unavailable') holder.append()
        return false
      },
      { ...LONG, intervalMs: 300 },
    )
    expect(holder.kinds().slice(before)).not.toContain('appended')
    expect(other.log.bounds()?.head).toBe(head)
  } finally {
    await holder.end()
    await lease?.stop()
    await other.log.stop()
    await world.stop()
  }
})
