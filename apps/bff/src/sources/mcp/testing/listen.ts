import { createServer as createHttp, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A server on a free loopback port that ends, with all its connections, when the test does. Gives its MCP URL. */
export async function listen(listener: RequestListener): Promise<string> {
  return open(createHttp(listener))
}

/** As {@link listen}, below HTTP. */
export const listenTcp = (onConnection: (socket: Socket) => void): Promise<string> => open(createTcp(onConnection))

async function open(server: Server): Promise<string> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  // A TCP server that listens has an address that is neither a path nor null.
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}/mcp`
}
