import type { RedisClient } from '../redis/redisClient.ts'
import { nameOfScript } from '../redis/redisScript.ts'
import type { Tracer } from './tracer.ts'

/** The connection with a span around each script that runs for something traced; housekeeping begins no trace. */
export function traceScripts(client: RedisClient, tracer: Tracer): RedisClient {
  if (!tracer.enabled) return client
  // The overloads say which arguments may be left out; here they are only passed on.
  const run = client.evalsha.bind(client) as (...args: unknown[]) => Promise<unknown>
  const traced = (sha: string, ...rest: unknown[]) => {
    if (tracer.current() === undefined) return run(sha, ...rest)
    const script = nameOfScript(sha)
    const attributes = {
      'db.system.name': 'redis',
      'db.operation.name': 'EVALSHA',
      'db.stored_procedure.name': script,
    }
    return tracer.run({ name: `EVALSHA ${script}`, kind: 'client', attributes }, () => run(sha, ...rest))
  }
  return Object.assign(client, { evalsha: traced })
}
