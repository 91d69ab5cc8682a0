import type { Socket } from 'node:net'
import type { buildConnector } from 'undici'

/** Hands the socket the ladder has just opened to the HTTP pool; any further one is opened the same way. */
export function connectorFrom(first: Socket, openMore: () => Promise<Socket>): buildConnector.connector {
  let ready: Socket | undefined = first
  return (_options, callback) => {
    const socket = ready
    ready = undefined
    const opening = socket === undefined || socket.destroyed ? openMore() : Promise.resolve(socket)
    // Never call back within the call: the pool would wait for ever.
    opening.then(
      (opened) => callback(null, opened),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    )
  }
}
