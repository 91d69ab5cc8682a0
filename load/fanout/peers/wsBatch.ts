import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { listen } from '../listen.ts'
import type { BenchEvent, Peer } from '../protocol.ts'

/** The fair peer for bursts: what has gathered by the next turn goes to each client as one array. */
export async function startWsBatch(): Promise<Peer> {
  const server = createServer()
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  const port = await listen(server)
  let due: BenchEvent[] = []
  const flush = () => {
    const message = Buffer.from(JSON.stringify(due))
    due = []
    for (const client of sockets.clients) client.send(message, { binary: false })
  }
  return {
    port,
    publish: async (events) => {
      if (due.length === 0) setImmediate(flush)
      due.push(...events)
    },
    connections: () => sockets.clients.size,
    stop: async () => void server.close(),
  }
}
