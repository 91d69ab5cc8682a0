import { http } from 'msw'
import { setupServer } from 'msw/node'
import { createApi } from './http/createApi.ts'
import { type Clock, systemClock } from './player/clock.ts'
import { type Player, type PlayerOptions, startPlayer } from './player/startPlayer.ts'
import { readWorld, type WorldName } from './worlds/index.ts'

export interface WorldServerOptions extends PlayerOptions {
  readonly clock?: Clock
}

/** A played world behind this process's `fetch`. */
export interface WorldServer {
  readonly player: Player
  listen(): void
  close(): void
}

/** For tests of code that fetches: HTTP only, for Node 20 has no WebSocket to stand in for. */
export function createWorldServer(name: WorldName, options: WorldServerOptions = {}): WorldServer {
  const player = startPlayer(readWorld(name), options.clock ?? systemClock, options)
  const api = createApi(player)
  const server = setupServer(http.all('*/api/v1/*', ({ request }) => api(request)))
  return {
    player,
    listen: () => server.listen({ onUnhandledRequest: 'error' }),
    close: () => {
      server.close()
      player.stop()
    },
  }
}
