// A process of its own: asks in closed loops and tells what came.
import { type HttpConnection, openHttpConnection } from './httpConnection.ts'
import type { FromClient, LoadOrder, ToClient } from './protocol.ts'

const tell = (message: FromClient) => process.send?.(message)
let asked = 0

async function run(order: LoadOrder): Promise<void> {
  const connections = await Promise.all(Array.from({ length: order.connections }, () => openHttpConnection(order.port)))
  const tooks: number[] = []
  let bytes = 0
  let failed = 0
  const startedAt = performance.now()
  const isOver = () => {
    const tookMs = performance.now() - startedAt
    return (tookMs >= order.ms && tooks.length >= order.requests) || tookMs >= order.mostMs
  }
  const loop = async (connection: HttpConnection) => {
    while (!isOver()) {
      const begun = performance.now()
      const answered = await connection.ask(toRequest(order))
      tooks.push(performance.now() - begun)
      bytes += answered.bytes
      if (answered.status !== 200) failed += 1
    }
  }
  await Promise.all(connections.map(loop))
  const wallMs = performance.now() - startedAt
  for (const connection of connections) connection.close()
  tooks.sort((a, b) => a - b)
  const at = (share: number) => tooks[Math.min(tooks.length - 1, Math.floor(tooks.length * share))] ?? 0
  tell({ told: 'done', requests: tooks.length, bytes, failed, wallMs, p50: at(0.5), p99: at(0.99) })
}

function toRequest({ path, unique, port, encoding }: LoadOrder): Buffer {
  asked += 1
  const target = unique ? `${path}&_=${process.pid}-${asked}` : path
  const lines = [`GET ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Accept-Encoding: ${encoding}`, 'Accept: */*']
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)
}

process.on('message', (order: ToClient) => void run(order))
tell({ told: 'ready' })
