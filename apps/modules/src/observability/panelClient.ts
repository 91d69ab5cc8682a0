import { EventsPage, ModuleList } from '@nobet/contracts'
import { fetchJson, type JsonOutcome, type PanelLink } from '@nobet/mcp-kit'
import type * as z from 'zod/mini'

export interface EventQuery {
  readonly limit: number
  readonly module?: string | undefined
  readonly types?: string | undefined
  readonly minSeverity?: string | undefined
  readonly q?: string | undefined
}

/** Reads the panel's own API, as anybody may. */
export function createPanelClient(fetch: typeof globalThis.fetch, link: PanelLink) {
  const get = <S extends z.ZodMiniType>(
    path: string,
    schema: S,
    signal?: AbortSignal,
  ): Promise<JsonOutcome<z.infer<S>>> =>
    fetchJson(fetch, {
      url: `${link.url.replace(/\/+$/, '')}/api/v1${path}`,
      schema,
      ...(link.token === undefined ? {} : { token: link.token }),
      ...(signal === undefined ? {} : { signal }),
    })
  return {
    modules: () => get('/modules', ModuleList),
    events(query: EventQuery, signal: AbortSignal) {
      const search = new URLSearchParams()
      for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value))
      return get(`/events?${search.toString()}`, EventsPage, signal)
    },
  }
}

export type PanelClient = ReturnType<typeof createPanelClient>
