/** The log's keys. All share one hash tag, so that one script may touch them in a cluster. */
export interface LogKeys {
  readonly meta: string
  readonly fences: string
  /** The events, one entry a batch; its id is the batch's last offset. */
  stream(epoch: string): string
  /** Hash of `(source, id)` → `offset:time`, for what is held. */
  known(epoch: string): string
  /** For each entry, oldest first: `last time bytes`, then the hashes it holds in `known`. */
  index(epoch: string): string
}

/** `name` tells several logs in one Redis apart. */
export function toLogKeys(name: string): LogKeys {
  const tag = `{${name}}`
  return {
    meta: `${tag}:meta`,
    fences: `${tag}:fences`,
    stream: (epoch) => `${tag}:${epoch}:stream`,
    known: (epoch) => `${tag}:${epoch}:known`,
    index: (epoch) => `${tag}:${epoch}:index`,
  }
}
