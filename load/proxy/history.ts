const HOUR_S = 3_600
const STEP_S = 15
const SERIES = 20
const WINDOW_S = 300

/**
 * The last whole hour of a score of counters as OpenMetrics, and what a chart asks of it: their rates, in about 140 kB.
 */
export function benchHistory(nowMs: number): { readonly text: string; readonly path: string } {
  const end = Math.floor(nowMs / 1000 / HOUR_S) * HOUR_S
  const start = end - HOUR_S
  const lines = ['# TYPE shop_requests counter']
  for (let index = 0; index < SERIES; index += 1) {
    let count = 0
    for (let at = start - WINDOW_S; at <= end; at += STEP_S) {
      count += Math.floor(Math.abs(Math.sin(at / 300 + index)) * 100 + index)
      lines.push(`shop_requests_total{route="tools/list",instance="shop-${index}"} ${count} ${at}`)
    }
  }
  const query = encodeURIComponent('rate(shop_requests_total[5m])')
  const path = `/api/v1/query_range?query=${query}&start=${start}&end=${end}&step=${STEP_S}`
  return { text: `${lines.join('\n')}\n# EOF\n`, path }
}
