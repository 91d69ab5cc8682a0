import { compileFilter, type Filter, type FilterFault, parseFilter } from '@nobet/domain/filter'
import type { LoggedEvent } from '@nobet/contracts'
import type { ViewQuery } from './log/eventsView.ts'
import type { EventsSearch } from './search.ts'

/** The URL's filter and span made ready. A filter with faults filters nothing: the page says so. */
export interface ReadQuery {
  readonly filter: Filter
  readonly faults: readonly FilterFault[]
  readonly view: ViewQuery
}

export function toViewQuery({ q = '', from, to }: Pick<EventsSearch, 'q' | 'from' | 'to'>): ReadQuery {
  const parsed = parseFilter(q)
  const filter = parsed.ok ? parsed.filter : []
  const matches = compileFilter(filter)
  const span = {
    from: from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from),
    to: to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to),
  }
  const inSpan = (event: LoggedEvent) => {
    const at = Date.parse(event.time)
    return at >= span.from && at < span.to
  }
  const test = from === undefined ? matches : (event: LoggedEvent) => inSpan(event) && matches(event)
  return { filter, faults: parsed.ok ? [] : parsed.faults, view: { test, ...span } }
}
