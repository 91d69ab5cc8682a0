import { createHash } from 'node:crypto'
import type { UpstreamRequest } from './gateway.ts'

/** Grafana's page numbers its requests; the answer does not depend on it. */
const REQUEST_ID = 'requestId='
const PLAIN_KEY_CHARS = 512
/** What a client may say to accept when it accepts anything. */
const ANY: readonly (string | undefined)[] = [
  undefined,
  '',
  '*/*',
  'application/json',
  'application/json, text/plain, */*',
]

/**
 * One key for all requests that get the same answer: parameters in the order of their names, sent in the URL or as a
 * form. A form's come first, as Go reads them. Texts are compared as written, never decoded: two that differ only in
 * their escapes are asked twice rather than taken for each other.
 */
export function toRequestKey(request: UpstreamRequest, forwarded: Readonly<Record<string, string>>): string {
  const { upstream, peer = '', method, path, body } = request
  const start = path.indexOf('?')
  const own = start === -1 ? '' : path.slice(start + 1)
  const bare = start === -1 ? path : path.slice(0, start)
  const isForm = forwarded['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  const accept = ANY.includes(forwarded['accept']) ? '' : (forwarded['accept'] ?? '')
  const text = body === undefined ? '' : typeof body === 'string' ? body : Buffer.from(body).toString('latin1')
  const rest = isForm || text === '' ? '' : `${method}\n${forwarded['content-type'] ?? ''}\n${text}`
  const parameters = sortParameters([isForm ? text : '', own].filter((part) => part !== '').join('&'))
  const key = `${upstream}\n${peer}\n${bare}\n${accept}\n${parameters}\n${rest}`
  return key.length <= PLAIN_KEY_CHARS ? key : createHash('sha256').update(key).digest('base64')
}

/** Stable: what has the same name keeps its order, for it can matter. */
function sortParameters(query: string): string {
  if (!query.includes('&')) return query
  return query
    .split('&')
    .filter((parameter) => !parameter.startsWith(REQUEST_ID))
    .toSorted(byName)
    .join('&')
}

function byName(one: string, other: string): number {
  const a = nameOf(one)
  const b = nameOf(other)
  return a < b ? -1 : a > b ? 1 : 0
}

const nameOf = (parameter: string): string => {
  const end = parameter.indexOf('=')
  return end === -1 ? parameter : parameter.slice(0, end)
}
