import { KEPT, type ProxyRoute, read, SEGMENT } from './proxyRoute.ts'

/** Tempo's API as far as it reads. A trace may still grow, so none is kept for long. */
export const TEMPO_ROUTES: readonly ProxyRoute[] = [
  read(new RegExp(`^/api(/v2)?/traces/${SEGMENT}$`), KEPT.moment),
  read('/api/search', KEPT.moment),
  read('/api/search/tags', KEPT.while),
  read('/api/v2/search/tags', KEPT.while),
  read(new RegExp(`^/api(/v2)?/search/tag/${SEGMENT}/values$`), KEPT.while),
  read('/api/metrics/query', KEPT.moment),
  read('/api/metrics/query_range', KEPT.moment),
  read('/api/echo', KEPT.never),
  read('/api/status/buildinfo', KEPT.long),
  read('/ready', KEPT.never),
]
