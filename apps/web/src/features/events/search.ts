/** What the Events page keeps in the URL. */
export interface EventsSearch {
  readonly q?: string
  readonly sel?: string
}

export function readEventsSearch(search: Record<string, unknown>): EventsSearch {
  const { q, sel } = search
  return { ...(typeof q === 'string' ? { q } : {}), ...(typeof sel === 'string' ? { sel } : {}) }
}
