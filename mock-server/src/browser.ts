import { http, ws } from 'msw'
import { setupWorker } from 'msw/browser'
import { createApi } from './http/createApi.ts'
import { acceptMockSocket } from './live/acceptMockSocket.ts'
import { systemClock } from './player/clock.ts'
import { type Player, type PlayerOptions, startPlayer } from './player/startPlayer.ts'
import { isWorldName, readWorld, WORLD_NAMES, type WorldName } from './worlds/index.ts'

export { WORLD_NAMES, type WorldName } from './worlds/index.ts'

export interface WorldChoice extends PlayerOptions {
  readonly name: WorldName
}

/** The choice in a page's address: `?world=calm&t=0&speed=1`. What is missing or not understood takes its default. */
export function readWorldChoice(search: string): WorldChoice {
  const query = new URLSearchParams(search)
  const name = query.get('world') ?? ''
  return { name: isWorldName(name) ? name : 'calm', t: readNumber(query, 't', 0), speed: readNumber(query, 'speed', 1) }
}

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

function readNumber(query: URLSearchParams, name: string, fallback: number): number {
  const value = Number(query.get(name) ?? fallback)
  return Number.isFinite(value) && value >= 0 ? value : fallback
}

/** Whether this address asks for a world that does not exist, so that the page can say so. */
export const isUnknownWorld = (search: string): boolean => {
  const name = new URLSearchParams(search).get('world')
  return name !== null && !WORLD_NAMES.some((known) => known === name)
}
