import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:net'
import { listen } from '../fanout/listen.ts'

export interface BenchRedis {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** A Redis of our own on a free loopback port, without persistence; `undefined` when there is none on PATH. */
export async function startRedis(): Promise<BenchRedis | undefined> {
  const finder = createServer()
  const port = await listen(finder)
  finder.close()
  const folder = await mkdtemp(join(tmpdir(), 'nobet-bench-'))
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ready = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.stdout.on('data', (text: Buffer) => text.includes('Ready to accept') && resolve(true))
  })
  const remove = () => rm(folder, { recursive: true, force: true })
  if (!(await ready)) {
    await remove()
    return undefined
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const gone = once(server, 'exit')
      server.kill()
      await gone
      await remove()
    },
  }
}
