import { PAGE_BYTES, type Pages } from './pages.ts'

/** Less of its pages than this is copied out of them, so that a short answer does not hold a long one's memory. */
const LEAST_FILL = 1 / 2

/**
 * Bytes as they came from the wire, joined only for who needs them in one piece: a copy of each answer would cost more
 * than all the rest a proxy does with it.
 */
export interface Bytes {
  /** Throws once they were released. */
  readonly chunks: readonly Buffer[]
  readonly length: number
  /** Bytes of memory that they hold. */
  readonly weight: number
  /** One piece of its own; made once. */
  whole(): Buffer
  /** Nobody looks at the chunks any more; the sockets may have their pages back. */
  release(): void
}

/** Of chunks that nobody else looks at; what is in `pages` goes back there when it is released. */
export function toBytes(chunks: readonly Buffer[], pages?: Pages): Bytes {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  if (pages === undefined) return new Chunks(chunks, length, length, NOTHING)
  const used = findPages(chunks, pages)
  const release = () => {
    for (const page of used) pages.give(page)
  }
  const weight = used.size * PAGE_BYTES
  if (length >= weight * LEAST_FILL) return new Chunks(chunks, length, Math.max(weight, length), release)
  const copy = Buffer.concat(chunks, length)
  release()
  return new Chunks([copy], length, length, NOTHING)
}

class Chunks implements Bytes {
  readonly length: number
  readonly weight: number
  #chunks: readonly Buffer[] | undefined
  #whole: Buffer | undefined
  readonly #onRelease: () => void

  constructor(chunks: readonly Buffer[], length: number, weight: number, onRelease: () => void) {
    this.#chunks = chunks
    this.length = length
    this.weight = weight
    this.#onRelease = onRelease
  }

  get chunks(): readonly Buffer[] {
    if (this.#chunks === undefined) throw new Error('bytes were looked at after they had been released')
    return this.#chunks
  }

  /** A copy even of one chunk: its page may be read over while somebody still holds what this gave. */
  whole(): Buffer {
    return (this.#whole ??= Buffer.concat(this.chunks, this.length))
  }

  release(): void {
    if (this.#chunks === undefined) return
    this.#chunks = undefined
    this.#onRelease()
  }
}

/** Many chunks may look at one page. */
function findPages(chunks: readonly Buffer[], pages: Pages): ReadonlySet<ArrayBuffer> {
  const found = new Set<ArrayBuffer>()
  for (const { buffer } of chunks) {
    if (buffer instanceof ArrayBuffer && pages.owns(buffer)) found.add(buffer)
  }
  return found
}

const NOTHING = () => undefined
