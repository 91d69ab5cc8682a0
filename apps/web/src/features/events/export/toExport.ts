import type { LoggedEvent } from '@nobet/contracts'
import type { RingEntry } from '../../../live/eventRing.ts'
import { toCsvLine } from '../../../ui/files/toCsvLine.ts'
import { toFileStamp } from '../../../ui/files/toFileStamp.ts'

export type ExportFormat = 'ndjson' | 'csv'

const COLUMNS = ['cursor', 'time', 'severity', 'module', 'type', 'source', 'subject', 'id', 'traceparent'] as const

/** Rows oldest first, as lines; gaps keep their place, so that a file does not hide what is missing. */
export function toExport(rows: readonly RingEntry[], format: ExportFormat): string[] {
  return format === 'csv' ? [HEADER, ...rows.map(toRow)] : rows.map(toJsonLine)
}

/** `nobet-events-20261122T105000Z-20261122T110211Z.csv`: the range is that of the rows. */
export function toFileName(rows: readonly RingEntry[], format: ExportFormat): string {
  const times = rows.flatMap((row) => (row.kind === 'event' ? [row.event.time] : []))
  const range = [times[0], times.at(-1)].flatMap((time) => (time === undefined ? [] : [toFileStamp(time)]))
  return `${['nobet-events', ...range].join('-')}.${format}`
}

function toJsonLine(row: RingEntry): string {
  if (row.kind === 'event') return `${JSON.stringify({ cursor: row.cursor, event: row.event })}\n`
  return `${JSON.stringify({ gap: { ...row.gap, ...toInstants(row.gap) } })}\n`
}

const HEADER = toCsvLine([...COLUMNS, 'data'])

function toRow(row: RingEntry): string {
  if (row.kind === 'gap') {
    const { since } = toInstants(row.gap)
    const cells = { time: since, type: 'gap', data: JSON.stringify({ ...row.gap, ...toInstants(row.gap) }) }
    return toCsvLine([...COLUMNS.map((name) => ('time' === name || 'type' === name ? cells[name] : '')), cells.data])
  }
  const { cursor, event } = row
  return toCsvLine([...COLUMNS.map((name) => readColumn(name, cursor, event)), JSON.stringify(event.data) ?? ''])
}

function readColumn(name: (typeof COLUMNS)[number], cursor: string, event: LoggedEvent): string {
  return name === 'cursor' ? cursor : (event[name] ?? '')
}

const toInstants = ({ since, until }: { readonly since: number; readonly until: number }) => ({
  since: new Date(since).toISOString(),
  until: new Date(until).toISOString(),
})
