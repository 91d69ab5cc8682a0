import type { Operation } from './operation.ts'

type Proxied = Pick<Operation, 'method'> & { readonly upstream: string; readonly summary: string }

/** The proxies: `path` may have several segments, and which are open to whom is a list for each upstream. */
export const PROXY_OPERATIONS: readonly Operation[] = (
  [
    { upstream: 'prometheus', method: 'get', summary: 'Read Prometheus by its own HTTP API' },
    { upstream: 'prometheus', method: 'post', summary: 'Read Prometheus with parameters in a form' },
    { upstream: 'alertmanager', method: 'get', summary: 'Read Alertmanager by its own v2 API' },
    { upstream: 'alertmanager', method: 'post', summary: 'Create a silence (operators)' },
    { upstream: 'alertmanager', method: 'delete', summary: 'Expire a silence (operators)' },
    { upstream: 'grafana', method: 'get', summary: 'Read boards, annotations and datasources of Grafana' },
    { upstream: 'grafana', method: 'post', summary: 'Query datasources; post an annotation (operators)' },
    { upstream: 'tempo', method: 'get', summary: 'Read traces and search them by Tempo\u2019s own API' },
  ] satisfies readonly Proxied[]
).map(({ upstream, method, summary }) => ({
  method,
  path: `/api/${upstream}/{path}`,
  id: `${method}${upstream[0]?.toUpperCase()}${upstream.slice(1)}`,
  tag: 'upstreams',
  summary,
  replies: { 200: { description: "The upstream's own answer; its errors come with its own status and body" } },
}))
