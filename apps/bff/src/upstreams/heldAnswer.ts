import { gzip } from 'node:zlib'
import type { AnswerState, UpstreamAnswer } from './gateway.ts'

/** Level 1 takes a third of the time of the default and gives JSON nearly as small. */
const GZIP_LEVEL = 1

export interface AnswerParts {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** Epoch milliseconds. */
  readonly observedAt: number
}

/** One answer as it is kept: shown in different states, compressed once. */
export interface HeldAnswer extends AnswerParts {
  /** Monotonic milliseconds of this process at which it was observed: ages come from here. */
  readonly at: number
  as(state: AnswerState): UpstreamAnswer
}

export function holdAnswer(parts: AnswerParts, at: number): HeldAnswer {
  let gzipping: Promise<Buffer> | undefined
  const gzipped = () => (gzipping ??= compress(parts.body))
  return { ...parts, at, as: (state) => ({ ...parts, state, gzipped }) }
}

const compress = (body: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    gzip(body, { level: GZIP_LEVEL }, (error, result) => (error === null ? resolve(result) : reject(error)))
  })
