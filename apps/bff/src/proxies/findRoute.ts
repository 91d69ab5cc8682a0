import type { UpstreamId } from '../upstreams/gateway.ts'
import { ALERTMANAGER_ROUTES } from './alertmanagerRoutes.ts'
import { toGrafanaRoutes } from './grafanaRoutes.ts'
import { PROMETHEUS_ROUTES } from './prometheusRoutes.ts'
import type { ProxyRoute } from './proxyRoute.ts'
import { TEMPO_ROUTES } from './tempoRoutes.ts'

/** The route of a method and a raw path below an upstream's prefix; without one it is not asked. */
export type FindRoute = (upstream: UpstreamId, method: string, path: string) => ProxyRoute | undefined

export function createFindRoute(datasources: readonly string[]): FindRoute {
  const tables: Readonly<Record<UpstreamId, Table>> = {
    prometheus: toTable(PROMETHEUS_ROUTES),
    alertmanager: toTable(ALERTMANAGER_ROUTES),
    grafana: toTable(toGrafanaRoutes(datasources)),
    tempo: toTable(TEMPO_ROUTES),
  }
  return (upstream, method, path) => {
    // HEAD is GET without the body (RFC 9110, 9.3.2).
    const asked = method === 'HEAD' ? 'GET' : method
    const { fixed, patterns } = tables[upstream]
    return (
      fixed.get(`${asked} ${path}`) ??
      patterns.find(({ methods, path: pattern }) => methods.some((one) => one === asked) && pattern.test(path))
    )
  }
}

interface Table {
  readonly fixed: ReadonlyMap<string, ProxyRoute>
  readonly patterns: readonly (ProxyRoute & { readonly path: RegExp })[]
}

function toTable(routes: readonly ProxyRoute[]): Table {
  const fixed = new Map<string, ProxyRoute>()
  const patterns: (ProxyRoute & { readonly path: RegExp })[] = []
  for (const route of routes) {
    const { path } = route
    if (typeof path === 'string') for (const method of route.methods) fixed.set(`${method} ${path}`, route)
    else patterns.push({ ...route, path })
  }
  return { fixed, patterns }
}
