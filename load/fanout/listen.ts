import { once } from 'node:events'
import type { Server } from 'node:net'

const BACKLOG = 4_096

/** Listens on a free loopback port. */
export async function listen(server: Server): Promise<number> {
  server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG })
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  return address.port
}
