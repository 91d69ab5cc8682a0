import { waitUntilUp } from '../product/health.ts'
import { relayOutput } from '../product/relay.ts'
import type { Child, TaskContext } from '../tasks/task.ts'
import { createGoNews } from './goNews.ts'
import { toHost } from './scrapeJobs.ts'

/** Redis' figures for Prometheus. Ready when it answers, whether Redis is there or not. */
export const startRedisExporter = (context: TaskContext, program: string, url: string, redisUrl: string) =>
  startExporter(context, 'redis-exporter', program, url, [`--redis.addr=${redisUrl}`])

/** Takes what ends too soon to be scraped, such as the results of a test run. */
export const startPushgateway = (context: TaskContext, program: string, url: string) =>
  // Debian's build otherwise keeps its figures in /var/lib and shows them to the next stack.
  startExporter(context, 'pushgateway', program, url, ['--persistence.file='])

async function startExporter(
  context: TaskContext,
  name: string,
  program: string,
  url: string,
  flags: readonly string[],
): Promise<Child> {
  const args = [`--web.listen-address=${toHost(url)}`, ...flags]
  const child = context.children.start(name, program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  relayOutput(child, context, createGoNews())
  await waitUntilUp(child, `${url}/metrics`)
  return child
}
