import { http, ws } from 'msw'
import { setupWorker } from 'msw/browser'
import { createApi } from './http/createApi.ts'
import { acceptMockSocket } from './live/acceptMockSocket.ts'
import { systemClock } from './player/clock.ts'
import { type Player, type PlayerOptions, startPlayer } from './player/startPlayer.ts'
import { isWorldName, readWorld, WORLD_NAMES } from './worlds/index.ts'
import { readPlayerOptions } from './worlds/readPlayerOptions.ts'

export { WORLD_NAMES } from './worlds/index.ts'

/**
 * Puts a played world between this page and the network; settles when it answers. Moment and speed come from the
 * page's address unless given; an unknown name plays `calm` and says so.
 */
export async function startWorld(name: string, options?: PlayerOptions): Promise<Player> {
  if (!isWorldName(name)) console.warn(`no world "${name}", playing calm; there are ${WORLD_NAMES.join(', ')}`)
  const world = readWorld(isWorldName(name) ? name : 'calm')
  const player = startPlayer(world, systemClock, options ?? readPlayerOptions(location.search))
  const api = createApi(player)
  const worker = setupWorker(
    http.all('*/api/v1/*', ({ request }) => api(request)),
    http.get('*/api/tempo/*', ({ request }) => api(request)),
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
