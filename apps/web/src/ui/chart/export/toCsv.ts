import { toCsvLine } from '../../files/toCsvLine.ts'
import type { ChartModel } from '../room/useChartModel.ts'

/** Every row, times as UTC ISO, plain numbers in the unit that the head names; what was not observed is empty. */
export function toCsv({ scale, series, unit }: Pick<ChartModel, 'scale' | 'series' | 'unit'>): string {
  const symbol = unit.symbol === '' ? '' : ` (${unit.symbol})`
  const head = [scale.kind === 'time' ? 'time' : 'name', ...series.map((one) => `${one.label}${symbol}`)]
  const rows = scale.positions.map((at, index) => [
    scale.kind === 'time' ? new Date(at).toISOString() : (scale.names[index] ?? ''),
    ...series.map((one) => one.values[index] ?? ''),
  ])
  return [head, ...rows].map(toCsvLine).join('')
}
