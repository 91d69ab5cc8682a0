/** What the Events page keeps in the URL: filter text, opened event (cursor), and a time span as ISO instants. */
export interface EventsSearch {
  readonly q?: string
  readonly sel?: string
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** What cannot be read is left out: a damaged link opens the page without it. */
export function readEventsSearch(search: Record<string, unknown>): EventsSearch {
  const { q, sel, from, to } = search
  const span = isInstant(from) && isInstant(to) && Date.parse(from) < Date.parse(to) ? { from, to } : {}
  return { ...(isText(q) ? { q } : {}), ...(isText(sel) ? { sel } : {}), ...span }
}

/** The search with some of it changed; `undefined` takes a parameter away. */
export function changeSearch(
  search: EventsSearch,
  change: { readonly [K in keyof EventsSearch]?: EventsSearch[K] | undefined },
): EventsSearch {
  return readEventsSearch({ ...search, ...change })
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isInstant = (value: unknown): value is string => isText(value) && !Number.isNaN(Date.parse(value))
