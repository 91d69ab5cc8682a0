import { KEPT, type ProxyRoute, read, SEGMENT } from './proxyRoute.ts'

const BY_FORM = { methods: ['GET', 'POST'] } as const
const FOR_ADMINS = { permission: 'config:read' } as const
const ALERTS = { permission: 'alerts:read' } as const

/** Prometheus' HTTP API as far as it reads; writing, deleting, reloading and federating are on no list. */
export const PROMETHEUS_ROUTES: readonly ProxyRoute[] = [
  read('/api/v1/query', KEPT.moment, BY_FORM),
  read('/api/v1/query_range', KEPT.moment, BY_FORM),
  read('/api/v1/query_exemplars', KEPT.moment, BY_FORM),
  read('/api/v1/format_query', KEPT.long, BY_FORM),
  read('/api/v1/parse_query', KEPT.long, BY_FORM),
  read('/api/v1/labels', KEPT.while, BY_FORM),
  read('/api/v1/series', KEPT.while, BY_FORM),
  read(new RegExp(`^/api/v1/label/${SEGMENT}/values$`), KEPT.while),
  read('/api/v1/metadata', KEPT.while),
  read('/api/v1/rules', KEPT.moment, ALERTS),
  read('/api/v1/alerts', KEPT.moment, ALERTS),
  read('/api/v1/status/buildinfo', KEPT.long),
  read('/api/v1/status/runtimeinfo', KEPT.while),
  read('/api/v1/status/tsdb', KEPT.while),
  read('/api/v1/status/walreplay', KEPT.never),
  read('/-/healthy', KEPT.never),
  read('/-/ready', KEPT.never),
  // They tell addresses, parameters and labels of everything that is scraped.
  read('/api/v1/status/config', KEPT.moment, FOR_ADMINS),
  read('/api/v1/status/flags', KEPT.moment, FOR_ADMINS),
  read('/api/v1/targets', KEPT.moment, FOR_ADMINS),
  read('/api/v1/targets/metadata', KEPT.while, FOR_ADMINS),
  read('/api/v1/alertmanagers', KEPT.moment, FOR_ADMINS),
]
