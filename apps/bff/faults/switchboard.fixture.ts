import { createConnection, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** Stands between two real processes as a load balancer or a network does. */
export interface Switchboard {
  readonly port: number
  /** New connections go there. */
  pointAt(port: number): void
  /** Breaks every connection. */
  cut(): void
  /** Nothing passes and nobody is told, as when a cable is pulled. */
  blackhole(): void
  /** Packets pass again; what was caught in the hole is broken, as by a router that forgot it. */
  restore(): void
  stop(): Promise<void>
}

export async function startSwitchboard(target: number): Promise<Switchboard> {
  let port = target
  let swallowing = false
  const pairs = new Set<readonly [Socket, Socket]>()
  const caught = new Set<Socket>()

  const swallow = (pair: readonly [Socket, Socket]) => {
    for (const socket of pair) {
      socket.unpipe()
      socket.pause()
      caught.add(socket)
    }
  }

  const server = createServer((near) => {
    near.on('error', () => near.destroy())
    if (swallowing) {
      near.pause()
      caught.add(near)
      return
    }
    const far = createConnection(port, '127.0.0.1')
    const pair = [near, far] as const
    pairs.add(pair)
    const end = () => {
      if (!swallowing) for (const socket of pair) socket.destroy()
      pairs.delete(pair)
    }
    far.on('error', end)
    far.on('close', end)
    near.on('close', end)
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
    pairs.clear()
    for (const socket of caught) socket.destroy()
    caught.clear()
  }

  return {
    // A listening TCP server has an address of this shape.
    port: (server.address() as AddressInfo).port,
    pointAt: (next) => void (port = next),
    cut,
    blackhole() {
      swallowing = true
      for (const pair of pairs) swallow(pair)
    },
    restore() {
      swallowing = false
      cut()
    },
    async stop() {
      swallowing = false
      cut()
      await new Promise((resolve) => void server.close(resolve))
    },
  }
}
