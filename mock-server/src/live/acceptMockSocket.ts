import { STREAM } from '@nobet/contracts'
import type { WebSocketHandlerConnection } from 'msw'
import type { Player } from '../player/startPlayer.ts'
import { startSession } from './startSession.ts'

/** What a browser reports for a connection that broke off or was never made. */
const ABNORMAL = 1006

type MockSocket = WebSocketHandlerConnection['client']

/** One intercepted WebSocket of this page as a session of the player. */
export function acceptMockSocket(player: Player, socket: MockSocket, protocols: string | string[] | undefined): void {
  const isOffered = [protocols ?? []].flat().includes(STREAM.subprotocol)
  if (player.isCut('websocket') || !isOffered) return socket.close(ABNORMAL)
  const session = startSession(player, {
    send: (frame) => socket.send(JSON.stringify(frame)),
    close: (code, reason) => socket.close(code, reason),
    isWritable: () => true,
  })
  const stopCuts = player.onCut((channels) => {
    if (!channels.includes('websocket')) return
    session.stop()
    socket.close(ABNORMAL)
  })
  socket.addEventListener('message', ({ data }) => {
    session.receive(typeof data === 'string' ? data : '')
  })
  socket.addEventListener('close', () => {
    session.stop()
    stopCuts()
  })
}
