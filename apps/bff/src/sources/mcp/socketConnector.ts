import type { Socket } from 'node:net'
import type { buildConnector } from 'undici'

/** Hands the socket the ladder has just opened to the HTTP pool; any further one is opened the same way. */
export function connectorFrom(first: Socket, openMore: () => Promise<Socket>): buildConnector.connector {
  let ready: Socket | undefined = first
  const open = (): Promise<Socket> => {
    const socket = ready
    ready = undefined
    return socket === undefined || socket.destroyed ? openMore() : Promise.resolve(socket)
  }
  return (_options, callback) => void answer(open(), callback)
}

/** Never within the call of the connector itself: the pool would wait for ever. */
async function answer(opening: Promise<Socket>, callback: buildConnector.Callback): Promise<void> {
  const outcome = await opening.then(
    (socket) => ({ socket }),
    (error: unknown) => ({ error: error instanceof Error ? error : new Error(String(error)) }),
  )
  if ('socket' in outcome) callback(null, outcome.socket)
  else callback(outcome.error, null)
}
