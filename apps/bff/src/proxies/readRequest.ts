import type { IncomingMessage } from 'node:http'

export type RequestBody =
  | { readonly kind: 'ok'; readonly body: Buffer }
  | { readonly kind: 'tooLarge' }
  /** The client left before its body was whole; nobody waits for an answer. */
  | { readonly kind: 'cutOff' }

export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** The whole body, as long as it stays within the bound; what is announced as larger is not read at all. */
export function readRequest(request: IncomingMessage, maxBytes: number): Promise<RequestBody> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve({ kind: 'tooLarge' })
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= maxBytes) chunks.push(chunk)
      else {
        request.pause()
        resolve({ kind: 'tooLarge' })
      }
    })
    request.on('end', () => resolve({ kind: 'ok', body: Buffer.concat(chunks) }))
    request.on('error', () => resolve({ kind: 'cutOff' }))
    request.on('close', () => resolve({ kind: 'cutOff' }))
  })
}
