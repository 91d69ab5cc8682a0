import { gzip } from 'node:zlib'
import type { Bytes } from './bytes.ts'
import type { AnswerState, UpstreamAnswer } from './gateway.ts'

/** Level 1 takes a third of the time of the default and gives JSON nearly as small. */
const GZIP_LEVEL = 1

export interface AnswerParts {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Bytes
  /** Epoch milliseconds. */
  readonly observedAt: number
}

/** One answer as it is kept: shown in different states, compressed once. */
export interface HeldAnswer extends AnswerParts {
  /** Monotonic milliseconds of this process at which it was observed: ages come from here. */
  readonly at: number
  as(state: AnswerState): UpstreamAnswer
  /** A cache has it. */
  keep(): void
  /** No cache has it any more. */
  drop(): void
}

export function holdAnswer({ status, headers, bytes, observedAt }: AnswerParts, at: number): HeldAnswer {
  let gzipping: Promise<Buffer> | undefined
  let shown = 0
  let isWritten = false
  let isKept = false
  const gzipped = () => (gzipping ??= compress(bytes.whole()))
  /** Only of what one caller was shown, and has done with, is known that nobody looks at it. */
  const settle = () => {
    if (shown === 1 && isWritten && !isKept) bytes.release()
  }
  const onWritten = () => {
    isWritten = true
    settle()
  }
  const as = (state: AnswerState): UpstreamAnswer => {
    shown += 1
    return {
      status,
      headers,
      bytes,
      get body() {
        return bytes.whole()
      },
      observedAt,
      at,
      state,
      gzipped,
      onWritten,
    }
  }
  const keep = () => {
    isKept = true
  }
  const drop = () => {
    isKept = false
    settle()
  }
  return { status, headers, bytes, observedAt, at, as, keep, drop }
}

const compress = (body: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    gzip(body, { level: GZIP_LEVEL }, (error, result) => (error === null ? resolve(result) : reject(error)))
  })
