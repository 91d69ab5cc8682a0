import { gunzip } from 'node:zlib'
import { toBytes } from './bytes.ts'
import type { Exchanged } from './exchange.ts'

type Answered = Extract<Exchanged, { kind: 'answer' }>

/** Undoes a compression that was not asked for, within the same bound of size. */
export async function toIdentity(answer: Answered, maxBytes: number): Promise<Exchanged> {
  const { 'content-encoding': encoding = 'identity', ...headers } = answer.headers
  if (encoding === 'identity') return answer
  if (encoding !== 'gzip')
    return { kind: 'badPayload', reason: `the answer is encoded as ${encoding}, which was not asked for` }
  const body = await unzip(answer.bytes.whole(), maxBytes)
  if (Buffer.isBuffer(body)) return { ...answer, headers, bytes: toBytes([body]) }
  return body === 'ERR_BUFFER_TOO_LARGE'
    ? { kind: 'tooLarge', reason: `the answer has more than ${maxBytes} bytes` }
    : { kind: 'badPayload', reason: 'the answer is not the gzip it says it is' }
}

const unzip = (body: Buffer, maxOutputLength: number): Promise<Buffer | string> =>
  new Promise((resolve) => {
    gunzip(body, { maxOutputLength }, (error, result) => resolve(error === null ? result : codeOf(error)))
  })

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : 'unknown')
