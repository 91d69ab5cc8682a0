import type { LinkRequest } from './transport.ts'

/** `ws(s)://…/api/v1/stream`; the token is never in it. */
export function streamUrl(baseUrl: string): string {
  const url = resolve(baseUrl, 'api/v1/stream')
  url.protocol = url.protocol === 'https:' || url.protocol === 'wss:' ? 'wss:' : 'ws:'
  return url.href
}

/** `GET /api/v1/events/stream`. */
export function eventStreamUrl(request: LinkRequest): string {
  return withQuery(resolve(request.baseUrl, 'api/v1/events/stream'), {
    topics: request.topics.join(','),
    minSeverity: request.minSeverity,
    after: request.after,
  })
}

/** `GET /api/v1/events`, as a long poll when it has `after`. */
export function eventsUrl(request: LinkRequest, page: { after?: string; limit: number; waitMs: number }): string {
  return withQuery(resolve(request.baseUrl, 'api/v1/events'), {
    topics: request.topics.join(','),
    minSeverity: request.minSeverity,
    after: page.after,
    limit: String(page.limit),
    wait: page.after !== undefined && page.waitMs > 0 ? String(page.waitMs) : undefined,
  })
}

/** Headers of the two HTTP transports. */
export const requestHeaders = (request: LinkRequest, accept: string): Record<string, string> => ({
  accept,
  ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
  ...(request.role === undefined ? {} : { 'x-nobet-role': request.role }),
})

const resolve = (baseUrl: string, path: string) => new URL(path, baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`)

function withQuery(url: URL, query: Record<string, string | undefined>): string {
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') url.searchParams.set(name, value)
  }
  return url.href
}
