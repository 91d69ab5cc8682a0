import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

export const BODY_MAX_BYTES = 16 * 1024 * 1024

const unzip = promisify(gunzip)

/** The whole body, unzipped when it says it is gzip; `tooLarge` past 16 MiB, `badBody` when it does not unzip. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer | 'tooLarge' | 'badBody'> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    // Read on to the end: a socket closed under a writing client loses the answer.
    if (bytes <= BODY_MAX_BYTES) chunks.push(chunk)
  }
  if (bytes > BODY_MAX_BYTES) return 'tooLarge'
  const body = Buffer.concat(chunks)
  if (incoming.headers['content-encoding'] !== 'gzip') return body
  try {
    return await unzip(body, { maxOutputLength: BODY_MAX_BYTES })
  } catch (error) {
    return error instanceof RangeError ? 'tooLarge' : 'badBody'
  }
}
