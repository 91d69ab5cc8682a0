import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { streamed } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import type { Handled } from '../http/routes.ts'
import { fail } from './answers.ts'
import type { Datasource } from './datasource.ts'

/** What Grafana's Prometheus plug-in lets through by POST. */
const POST_PATHS = new Set(
  ['query', 'query_range', 'query_exemplars', 'series', 'labels'].map((name) => `api/v1/${name}`),
)
const NOT_PASSED_ON = new Set(
  'host connection keep-alive proxy-connection te trailer transfer-encoding upgrade authorization cookie expect'.split(
    ' ',
  ),
)
const NOT_PASSED_BACK = new Set('connection keep-alive transfer-encoding upgrade set-cookie trailer'.split(' '))

/** `/api/datasources/proxy/uid/:uid/*`: the source's own answer; nothing but a status when there is none. */
export function proxyDatasource(call: Call, source: Datasource, timeoutMs: number): Handled | Promise<Handled> {
  const { method, params } = call
  const path = params['rest'] ?? ''
  const isRead = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
  if (source.type === 'prometheus' && !isRead && !(method === 'POST' && POST_PATHS.has(path))) {
    return fail(403, `non allow-listed ${method}s not allowed on proxied Prometheus datasource`)
  }
  const search = call.query.size === 0 ? '' : `?${call.query.toString()}`
  return passOn(call, new URL(`${source.url}/${path}${search}`), timeoutMs)
}

function passOn({ method, incoming, outgoing }: Call, url: URL, timeoutMs: number): Promise<typeof streamed> {
  return new Promise((resolve) => {
    const asked = request(url, { method, headers: without(incoming.headers, NOT_PASSED_ON), agent: false })
    const settle = (status?: number) => {
      clearTimeout(timer)
      if (outgoing.headersSent) outgoing.destroy()
      else if (status !== undefined) outgoing.writeHead(status, { 'content-length': 0 }).end()
      resolve(streamed)
    }
    const timer = setTimeout(() => {
      settle(504)
      asked.destroy()
    }, timeoutMs)
    asked.once('error', () => settle(502))
    // Whoever asked has left: the source need not go on.
    outgoing.once('close', () => asked.destroy())
    asked.once('response', (answer: IncomingMessage) => {
      clearTimeout(timer)
      outgoing.writeHead(answer.statusCode ?? 502, without(answer.headers, NOT_PASSED_BACK))
      answer.once('error', () => outgoing.destroy())
      answer.pipe(outgoing)
      resolve(streamed)
    })
    incoming.pipe(asked)
  })
}

function without(headers: IncomingHttpHeaders, names: ReadonlySet<string>): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name)))
}
