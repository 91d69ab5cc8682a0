import { PROMETHEUS_ROUTES } from './prometheusRoutes.ts'
import { KEPT, type ProxyRoute, read, SEGMENT } from './proxyRoute.ts'
import { TEMPO_ROUTES } from './tempoRoutes.ts'

/** Grafana as far as the panel and its users need it: boards, annotations, and its datasources by uid. */
export function toGrafanaRoutes(datasources: readonly string[]): readonly ProxyRoute[] {
  const uid = datasources.length === 0 ? String.raw`(?!)` : `(?:${datasources.join('|')})`
  return [
    read('/api/health', KEPT.never),
    read('/api/search', KEPT.while),
    read('/api/folders', KEPT.while),
    read(new RegExp(`^/api/folders/${SEGMENT}$`), KEPT.while),
    read(new RegExp(`^/api/dashboards/uid/${SEGMENT}$`), KEPT.while),
    read(
      new RegExp(`^/apis/dashboard\\.grafana\\.app/${SEGMENT}/namespaces/${SEGMENT}/dashboards/${SEGMENT}$`),
      KEPT.while,
    ),
    read('/api/annotations', KEPT.never),
    read('/api/alertmanager/grafana/api/v2/alerts', KEPT.never, { permission: 'alerts:read' }),
    read(new RegExp(`^/api/datasources/uid/${uid}/health$`), KEPT.never),
    { ...read('/api/ds/query', KEPT.moment, { methods: ['POST'] }), body: 'dsQuery' },
    { methods: ['POST'], path: '/api/annotations', permission: 'annotations:write', isRead: false },
    ...[...PROMETHEUS_ROUTES, ...TEMPO_ROUTES].map((route) => behindDatasource(route, uid)),
  ]
}

/** Grafana passes on whatever stands behind a datasource's uid, so the same list holds there. */
const behindDatasource = (route: ProxyRoute, uid: string): ProxyRoute => ({
  ...route,
  path: new RegExp(`^/api/datasources/proxy/uid/${uid}${toSource(route.path)}$`),
})

const toSource = (path: string | RegExp): string =>
  typeof path === 'string' ? path.replaceAll('.', String.raw`\.`) : path.source.slice(1, -1)
