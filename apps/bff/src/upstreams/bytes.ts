/**
 * Bytes as they came from the wire, joined only for who needs them in one piece: a copy of each answer would cost more
 * than all the rest a proxy does with it.
 */
export interface Bytes {
  readonly chunks: readonly Buffer[]
  readonly length: number
  /** One piece; made once. */
  whole(): Buffer
}

export function toBytes(chunks: readonly Buffer[]): Bytes {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const [first] = chunks
  let whole = chunks.length === 1 ? first : undefined
  return { chunks, length, whole: () => (whole ??= Buffer.concat(chunks, length)) }
}
