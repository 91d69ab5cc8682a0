import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseWith } from '@nobet/contracts'
import { Config } from '@nobet/contracts/config'
import { fakeClock } from '@nobet/testkit'
import { createMetrics } from '../metrics/metrics.ts'
import type { UpstreamId } from './gateway.ts'
import { createUpstreamMeter } from './gatewayMetrics.ts'
import { toUpstreamSpecs } from './peers.ts'
import type { SharedCache } from './sharedCache.ts'
import { startGateway } from './startGateway.ts'
import type { TrafficSign } from './trafficSign.ts'

export type Reply = (request: IncomingMessage, response: ServerResponse, count: number) => void

export interface FakeUpstream {
  readonly url: string
  /** Method, path and headers of each request, in the order they came. */
  readonly seen: IncomingMessage[]
  answer(reply: Reply): void
  /** The ports closes and every connection with it. */
  close(): Promise<void>
}

export const json = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

export async function startUpstream(reply: Reply): Promise<FakeUpstream> {
  const seen: IncomingMessage[] = []
  let now = reply
  const server: Server = createServer((request, response) => {
    seen.push(request)
    response.on('error', () => undefined)
    now(request, response, seen.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    answer: (next) => void (now = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A gateway whose time the test holds, before real sockets. */
export function openGateway(input: unknown, shared?: SharedCache) {
  const parsed = parseWith(Config, input)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed))
  const clock = fakeClock()
  const metrics = createMetrics()
  const signs: (TrafficSign & { readonly upstream: UpstreamId })[] = []
  const gateway = startGateway(
    {
      clock,
      limits: parsed.value.upstreams,
      meter: createUpstreamMeter(metrics),
      shared,
      onSign: (upstream, sign) => void signs.push({ upstream, ...sign }),
    },
    toUpstreamSpecs(parsed.value),
  )
  const counted = async () =>
    Object.fromEntries((await metrics.upstreamCache.get()).values.map(({ labels, value }) => [labels.result, value]))
  return { clock, gateway, signs, counted }
}
