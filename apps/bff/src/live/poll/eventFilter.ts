import { severityRank } from '@nobet/contracts'
import { type Caller, sees } from '@nobet/domain/access'
import type { LogEntry } from '../../log/eventLog.ts'
import type { EventQuery } from '../query.ts'
import { matchesGlob } from './glob.ts'

export type EventFilter = (entry: LogEntry) => boolean

/** What of the log a query asks for and the caller may see; topics that are not permitted narrow it in silence. */
export function createEventFilter(caller: Caller, query: EventQuery): EventFilter {
  const { topics = ['*'], types, module } = query
  const floor = severityRank(query.minSeverity ?? 'debug')
  const needle = query.q?.toLowerCase()
  return ({ event }) =>
    severityRank(event.severity) >= floor &&
    (module === undefined || event.module === module) &&
    (types === undefined || types.some((glob) => matchesGlob(glob, event.type))) &&
    sees(caller, topics, event) &&
    (needle === undefined || toHaystack(event).includes(needle))
}

/** Values a reader would search for; the names of the attributes are not among them. */
function toHaystack({ type, source, subject, module, severity, id, data }: LogEntry['event']): string {
  return [type, source, subject, module, severity, id, JSON.stringify(data)].join('\n').toLowerCase()
}
