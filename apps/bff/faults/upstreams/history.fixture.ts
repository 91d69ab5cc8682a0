const SCRAPE_S = 15
const HOUR_S = 3_600
const ROUTES = ['tools/list', 'tools/call', 'resources/read', 'prompts/get', 'ping']

/** Seconds, a whole hour that has ended: every query over it has the same answer for ever. */
export interface HistoryRange {
  readonly start: number
  readonly end: number
}

/** The last whole hour before the present one. */
export function lastWholeHour(nowMs: number): HistoryRange {
  const end = Math.floor(nowMs / 1000 / HOUR_S) * HOUR_S
  return { start: end - HOUR_S, end }
}

/** `shop_requests{route,instance}` every 15 s over the range: `series` of them, values that differ from point to point. */
export function toHistory({ start, end }: HistoryRange, series = 40): string {
  const lines = ['# HELP shop_requests Requests of the shop.', '# TYPE shop_requests gauge']
  for (let index = 0; index < series; index += 1) {
    const labels = `route="${ROUTES[index % ROUTES.length]}",instance="shop-${Math.floor(index / ROUTES.length)}"`
    for (let at = start; at <= end; at += SCRAPE_S) {
      lines.push(`shop_requests{${labels}} ${(Math.sin(at / 300 + index) * 100 + index).toFixed(6)} ${at}`)
    }
  }
  return `${lines.join('\n')}\n# EOF\n`
}
