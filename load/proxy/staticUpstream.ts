// A process of its own: a Prometheus that has its answer ready, so that what is measured is the proxy.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { FromPeer } from './protocol.ts'

const SERIES = 24
const POINTS = 241
const FIRST_S = 1_795_366_000

/** About 140 kB, as a range of two dozen series comes. */
function toAnswer(): Buffer {
  const result = Array.from({ length: SERIES }, (_none, index) => ({
    metric: { __name__: 'shop_requests', instance: `shop-${index}`, route: 'tools/list' },
    values: Array.from({ length: POINTS }, (_nothing, at) => [
      FIRST_S + at * 15,
      (Math.sin(at / 20 + index) * 100 + index).toFixed(6),
    ]),
  }))
  return Buffer.from(JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }))
}

const plain = toAnswer()
const zipped = gzipSync(plain)
const server = createServer((request, response) => {
  const isZipped = String(request.headers['accept-encoding']).includes('gzip')
  const body = isZipped ? zipped : plain
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
    ...(isZipped && { 'content-encoding': 'gzip' }),
  })
  response.end(body)
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const message: FromPeer = { told: 'ready', port: (server.address() as AddressInfo).port, pid: process.pid }
  process.send?.(message)
})
