import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { HTTP_LIMITS } from '@nobet/contracts'
import { createApi } from './http/createApi.ts'
import { startSockets } from './live/startSockets.ts'
import { type Clock, systemClock } from './player/clock.ts'
import { type Player, type PlayerOptions, startPlayer } from './player/startPlayer.ts'
import type { MockWorld } from './world/mockWorld.ts'
import { readWorld, type WorldName } from './worlds/index.ts'

const HOST = '127.0.0.1'

export interface StandaloneOptions extends PlayerOptions {
  /** A name, or a world of one's own. */
  readonly world: WorldName | MockWorld
  /** 0 takes a free one. */
  readonly port?: number
  readonly clock?: Clock
}

export interface Standalone {
  readonly url: string
  readonly player: Player
  stop(): Promise<void>
}

/** A played world over real sockets on loopback: the panel's doors with no panel behind them. */
export async function startStandalone(options: StandaloneOptions): Promise<Standalone> {
  const world = typeof options.world === 'string' ? readWorld(options.world) : options.world
  const player = startPlayer(world, options.clock ?? systemClock, options)
  const api = createApi(player)
  const server = createServer((request, response) => {
    void answer(api, request, response)
  })
  const sockets = startSockets(player, server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, HOST, resolve)
  })
  // A server that listens on TCP has an address of this kind.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${HOST}:${port}`,
    player,
    async stop() {
      player.stop()
      sockets.stop()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

type Api = ReturnType<typeof createApi>

async function answer(api: Api, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  try {
    const response = await api(await toRequest(incoming, gone.signal))
    if (response.type === 'error') return void incoming.socket.destroy()
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.flushHeaders()
    if (response.body !== null) await pour(response.body, outgoing, gone.signal)
    outgoing.end()
  } catch {
    // The reader left, or the world cut the line: either way there is nobody to tell.
    incoming.socket.destroy()
  }
}

async function pour(body: ReadableStream<Uint8Array>, outgoing: ServerResponse, signal: AbortSignal): Promise<void> {
  const reader = body.getReader()
  signal.addEventListener('abort', () => void reader.cancel().catch(() => {}))
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    if (!outgoing.write(chunk.value)) await once(outgoing, 'drain', { signal })
  }
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
  const url = `http://${HOST}${incoming.url ?? '/'}`
  const method = incoming.method ?? 'GET'
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal })
  return new Request(url, { method, headers, signal, body: await readBody(incoming) })
}

/** One byte more than is allowed is enough to be refused. */
async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk) || bytes > HTTP_LIMITS.batchBytes) continue
    chunks.push(chunk)
    bytes += chunk.length
  }
  return Buffer.concat(chunks).toString()
}
