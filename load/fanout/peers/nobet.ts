import { createServer } from 'node:http'
import { startRoadAlone } from '@nobet/bff/road'
import { listen } from '../listen.ts'
import type { Peer } from '../protocol.ts'

const MODULE = 'finbot'

/** The panel's own road: log, journal and hub with all their duties, and its WebSocket door. */
export async function startNobet(): Promise<Peer> {
  const server = createServer()
  const road = startRoadAlone(server, [MODULE])
  const port = await listen(server)
  return {
    port,
    publish: (events) => road.publish(events.map((event) => ({ ...event }))),
    connections: () => road.connections(MODULE),
    stop: async () => {
      road.stop()
      server.close()
    },
  }
}
