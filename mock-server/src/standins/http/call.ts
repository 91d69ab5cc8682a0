import type { IncomingMessage, ServerResponse } from 'node:http'

/** One request to a stand-in. */
export interface Call {
  method: string
  /** As received, still encoded, without the query. */
  path: string
  query: URLSearchParams
  /** Decoded values of the `:name` parts of the route; `rest` is what its `*` stood for, still encoded. */
  params: Readonly<Record<string, string>>
  incoming: IncomingMessage
  outgoing: ServerResponse
}

export function toCall(incoming: IncomingMessage, outgoing: ServerResponse): Call {
  const [path = '/', ...query] = (incoming.url ?? '/').split('?')
  return {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(query.join('?')),
    params: {},
    incoming,
    outgoing,
  }
}
