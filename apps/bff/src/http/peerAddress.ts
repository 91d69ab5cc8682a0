import type { Context } from 'hono'
import type { AppEnv } from './appEnv.ts'

/** The address of the socket's other end; `''` when the app is called without one. Behind a proxy: the proxy's. */
export function peerAddress(context: Context<AppEnv>): string {
  const env: unknown = context.env
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return ''
  // @hono/node-server documents its bindings as { incoming, outgoing }; Hono's environment type does not carry them.
  const { socket } = env.incoming as { socket?: { remoteAddress?: string } }
  return socket?.remoteAddress ?? ''
}
