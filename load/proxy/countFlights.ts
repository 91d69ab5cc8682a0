import type { BenchWorld } from './world.ts'

const CALLERS = 50

/** How many queries reach Prometheus when fifty ask the same at once, by Prometheus' own count. */
export async function countFlights(world: BenchWorld): Promise<number> {
  const upstream = world.station('direct', 'prometheus')
  const { port, prefix } = world.station('nobet', 'prometheus')
  const before = await readQueries(upstream.port)
  const url = `http://127.0.0.1:${port}${prefix}${world.path}&_=flights`
  const statuses = await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      const response = await fetch(url)
      await response.arrayBuffer()
      return response.status
    }),
  )
  if (statuses.some((status) => status !== 200)) throw new Error(`not all were answered: ${statuses.join()}`)
  return (await readQueries(upstream.port)) - before
}

async function readQueries(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const line = /^prometheus_http_requests_total\{code="200",handler="\/api\/v1\/query_range"\} (\S+)/m.exec(text)
  return Number(line?.[1] ?? 0)
}
