import { mkdirSync } from 'node:fs'
import { createConnection } from 'node:net'
import { relayOutput } from '../product/relay.ts'
import type { Child, TaskContext } from '../tasks/task.ts'

const POLL_MS = 50
const TIMEOUT_MS = 30_000

/** A Redis that keeps nothing on disk and announces every key's changes. Ready when it answers. */
export async function startRedis(context: TaskContext, program: string, dir: string, port: number): Promise<Child> {
  mkdirSync(dir, { recursive: true })
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir]
  const memoryOnly = ['--save', '', '--appendonly', 'no', '--notify-keyspace-events', 'KEA', '--loglevel', 'warning']
  const child = context.children.start('redis', program, [...args, ...memoryOnly], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Redis greets, and warns of the machine, in lines that concern no test.
  const lastLines = relayOutput(child, context, () => undefined)
  const startedAt = performance.now()
  while (!(await answersPing(port))) {
    if (!child.running()) throw new Error(['redis ended before it was ready', ...lastLines()].join('\n'))
    if (performance.now() - startedAt > TIMEOUT_MS) throw new Error('redis did not answer PING in time')
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  return child
}

function answersPing(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1')
  return new Promise<boolean>((resolve) => {
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
    socket.once('data', (data) => resolve(data.toString('latin1').startsWith('+PONG')))
    socket.write('PING\r\n')
  }).finally(() => socket.destroy())
}
