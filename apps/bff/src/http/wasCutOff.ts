import type { Context } from 'hono'
import type { AppEnv } from './appEnv.ts'

/** Whether the client left before its request was whole: what then goes wrong is no fault of the panel's. */
export function wasCutOff(context: Context<AppEnv>): boolean {
  const env: unknown = context.env
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return false
  const { incoming } = env
  if (typeof incoming !== 'object' || incoming === null) return false
  return 'complete' in incoming && incoming.complete === false && 'destroyed' in incoming && incoming.destroyed === true
}
