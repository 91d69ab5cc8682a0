import type { ChartModel } from '../room/useChartModel.ts'

/** First characters with which a spreadsheet would run a cell as a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** Every row, times as UTC ISO, plain numbers in the unit that the head names; what was not observed is empty. */
export function toCsv({ scale, series, unit }: Pick<ChartModel, 'scale' | 'series' | 'unit'>): string {
  const symbol = unit.symbol === '' ? '' : ` (${unit.symbol})`
  const head = [scale.kind === 'time' ? 'time' : 'name', ...series.map((one) => toCell(`${one.label}${symbol}`))]
  const rows = scale.positions.map((at, index) => [
    scale.kind === 'time' ? new Date(at).toISOString() : toCell(scale.names[index] ?? ''),
    ...series.map((one) => String(one.values[index] ?? '')),
  ])
  return [head, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('')
}

/** RFC 4180 quoting; an apostrophe keeps a spreadsheet from running what a label says. */
function toCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
