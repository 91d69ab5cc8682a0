import { HTTP_LIMITS } from '@nobet/contracts'

/** How a CloudEvents request carries its events (HTTP protocol binding 1.0, section 3). */
export type ContentMode =
  | { readonly kind: 'structured' | 'batch'; readonly maxBytes: number }
  | { readonly kind: 'binary'; readonly maxBytes: number; readonly contentType: string }

const STRUCTURED = 'application/cloudevents+json'
const BATCH = 'application/cloudevents-batch+json'
const BINARY = 'application/json'

/** `undefined` is 415: another media type, another charset, or JSON without any `ce-*` header. */
export function judgeContentMode(headers: Headers): ContentMode | undefined {
  const contentType = headers.get('content-type') ?? ''
  const [media = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase())
  if (!parameters.every(isReadableCharset)) return undefined
  if (media === STRUCTURED) return { kind: 'structured', maxBytes: HTTP_LIMITS.eventBytes }
  if (media === BATCH) return { kind: 'batch', maxBytes: HTTP_LIMITS.batchBytes }
  const isCloudEvent = [...headers.keys()].some((name) => name.startsWith('ce-'))
  if (media !== BINARY || !isCloudEvent) return undefined
  return { kind: 'binary', maxBytes: HTTP_LIMITS.eventBytes, contentType }
}

/** Parameters other than `charset` are let be. */
function isReadableCharset(parameter: string): boolean {
  const [name, value = ''] = parameter.split('=').map((part) => part.trim())
  return name !== 'charset' || /^"?(utf-8|utf8|us-ascii)"?$/.test(value)
}
