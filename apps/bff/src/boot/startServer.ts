import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Endpoint {
  readonly host: string
  readonly port: number
  /** Variable that sets the port, for the message when it is taken. */
  readonly portVariable: string
}

export type ListenOutcome =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'refused'; readonly reason: string }

/** Listens, or says in words why not. Port 0 takes a free one. */
export const startListening = (server: Server, endpoint: Endpoint): Promise<ListenOutcome> =>
  new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException) => resolve({ kind: 'refused', reason: explain(error, endpoint) })
    server.once('error', onError)
    server.listen(endpoint.port, endpoint.host, () => {
      server.off('error', onError)
      // A TCP server's address is never a path or null once it listens.
      resolve({ kind: 'listening', port: (server.address() as AddressInfo).port })
    })
  })

function explain(error: NodeJS.ErrnoException, { host, port, portVariable }: Endpoint): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is taken by another process; set ${portVariable} to a free one`
    case 'EACCES':
      return `port ${port} on ${host} needs rights this process has not; set ${portVariable} to one above 1023`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine; check NOBET_HOST`
    case undefined:
    default:
      return `cannot listen on ${host}:${port}: ${error.message}`
  }
}

/** Ends idle connections at once and the others when they are answered, or after the grace at the latest. */
export const stopListening = (server: Server, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
