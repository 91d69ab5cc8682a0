import type { IncomingHttpHeaders } from 'node:http'

const VALUE_PATTERN = /^[\x20-\x7e]{1,200}$/

/** What of a client's headers is an upstream's business: the kind of body it sends, the kind of answer it wants. */
export function toUpstreamHeaders({ accept, 'content-type': type }: IncomingHttpHeaders): Record<string, string> {
  const headers: Record<string, string> = {}
  if (accept !== undefined && VALUE_PATTERN.test(accept)) headers['accept'] = accept
  if (type !== undefined && VALUE_PATTERN.test(type)) headers['content-type'] = type
  return headers
}

/** Of the connection (RFC 9110, 7.6.1), of the body's form, or rules for a browser that an upstream may not set here. */
const DROPPED: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'content-encoding',
  'set-cookie',
  'set-cookie2',
  'www-authenticate',
  'authentication-info',
  'location',
  'refresh',
  'link',
  'date',
  'age',
  'cache-control',
  'expires',
  'pragma',
  'etag',
  'last-modified',
  'vary',
  'accept-ranges',
  'server-timing',
  'alt-svc',
  'clear-site-data',
  'content-security-policy',
  'content-security-policy-report-only',
  'cross-origin-embedder-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'nel',
  'origin-agent-cluster',
  'permissions-policy',
  'referrer-policy',
  'report-to',
  'reporting-endpoints',
  'service-worker-allowed',
  'sourcemap',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'x-xss-protection',
])
const DROPPED_PREFIX = /^(access-control-|x-nobet-|x-request-id$)/

/** What of an upstream's headers goes to the client. */
export function toClientHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const named = new Set((headers['connection'] ?? '').toLowerCase().split(/\s*,\s*/))
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (DROPPED.has(name) || named.has(name) || DROPPED_PREFIX.test(name)) continue
    kept[name] = value
  }
  return kept
}
