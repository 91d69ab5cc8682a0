import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { listen } from '../listen.ts'
import type { Peer } from '../protocol.ts'

/** The plain way: serialise once, then `send` to each client in turn, one message an event. */
export async function startWsLoop(): Promise<Peer> {
  const server = createServer()
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  const port = await listen(server)
  return {
    port,
    publish: async (events) => {
      for (const event of events) {
        const message = JSON.stringify(event)
        for (const client of sockets.clients) client.send(message)
      }
    },
    connections: () => sockets.clients.size,
    stop: async () => void server.close(),
  }
}
