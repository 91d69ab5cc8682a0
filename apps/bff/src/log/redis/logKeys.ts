const DEFAULT_NAME = 'nobet:log'

/** The log's keys. All share one hash tag, so that one script may touch them in a cluster. */
export interface LogKeys {
  readonly meta: string
  /** Hash of lease → the token of its newest holder; the append script refuses any other. */
  readonly fences: string
  lease(name: string): string
  /** The events, one entry a batch; its id is the batch's last offset. */
  stream(epoch: string): string
  /** Key of `(source, id)` → `offset:time`, for what is held. */
  known(epoch: string): string
  /** For each entry, oldest first: `last time bytes`, then its keys in `known`, one a line. */
  index(epoch: string): string
}

/** `name` tells several logs in one Redis apart. */
export function toLogKeys(name: string = DEFAULT_NAME): LogKeys {
  const tag = `{${name}}`
  return {
    meta: `${tag}:meta`,
    fences: `${tag}:fences`,
    lease: (lease) => `${tag}:lease:${lease}`,
    stream: (epoch) => `${tag}:${epoch}:stream`,
    known: (epoch) => `${tag}:${epoch}:known`,
    index: (epoch) => `${tag}:${epoch}:index`,
  }
}
