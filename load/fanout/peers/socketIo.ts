import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { listen } from '../listen.ts'
import type { Peer } from '../protocol.ts'

export async function startSocketIo(): Promise<Peer> {
  const server = createServer()
  const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false })
  const port = await listen(server)
  return {
    port,
    publish: async (events) => {
      for (const event of events) io.emit('e', event)
    },
    connections: () => io.engine.clientsCount,
    stop: () => io.close(),
  }
}
