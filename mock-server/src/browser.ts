import { http, ws } from 'msw'
import { setupWorker } from 'msw/browser'
import { createApi } from './http/createApi.ts'
import { acceptMockSocket } from './live/acceptMockSocket.ts'
import { systemClock } from './player/clock.ts'
import { type Player, type PlayerOptions, startPlayer } from './player/startPlayer.ts'
import { readWorld, type WorldName } from './worlds/index.ts'

export { readWorldChoice, type WorldChoice } from './worlds/readWorldChoice.ts'
export { WORLD_NAMES, type WorldName } from './worlds/index.ts'

/** Puts a played world between this page and the network; settles when it answers. `t` is virtual milliseconds. */
export async function startWorld(name: WorldName, options: PlayerOptions = {}): Promise<Player> {
  const player = startPlayer(readWorld(name), systemClock, options)
  const api = createApi(player)
  const worker = setupWorker(
    http.all('*/api/v1/*', ({ request }) => api(request)),
    ws.link('*/api/v1/stream').addEventListener('connection', ({ client, info }) => {
      acceptMockSocket(player, client, info.protocols)
    }),
  )
  await worker.start({
    quiet: true,
    serviceWorker: { url: new URL('mockServiceWorker.js', document.baseURI).href },
    onUnhandledRequest: (request, print) => {
      if (new URL(request.url).pathname.includes('/api/')) print.error()
    },
  })
  return player
}
