import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Module } from './createModule.ts'

const HOST = '127.0.0.1'
const HANGUP_MS = 300

export interface ListeningModule {
  readonly url: string
  readonly port: number
  /** Ends sessions and streams, flushes events, closes the socket; well within two seconds. Idempotent. */
  stop(): Promise<void>
}

export type ListenOutcome =
  | { readonly ok: true; readonly server: ListeningModule }
  | { readonly ok: false; readonly reason: string }

/** Serves a module on loopback. `port` 0 takes a free one. A taken port is an outcome, not an exception. */
export function startModuleServer(module: Module, port: number): Promise<ListenOutcome> {
  const server = createAdaptorServer({ fetch: (request) => module.fetch(request) })
  let stopping: Promise<void> | undefined

  const stop = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    await module.stop()
    const hangUp = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), HANGUP_MS)
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    await closed
    clearTimeout(hangUp)
  }
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? `port ${port} is taken` : error.message
      resolve({ ok: false, reason })
    })
    server.listen(port, HOST, () => {
      // A listening TCP server has an address of this shape.
      const bound = (server.address() as AddressInfo).port
      const listening: ListeningModule = {
        url: `http://${HOST}:${bound}/mcp`,
        port: bound,
        stop() {
          stopping ??= stop()
          return stopping
        },
      }
      resolve({ ok: true, server: listening })
    })
  })
}
