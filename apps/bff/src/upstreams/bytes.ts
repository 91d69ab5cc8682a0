import { PAGE_BYTES, type Pages } from './pages.ts'

/** What fills less of its pages is moved together, so that it does not hold memory for more than it is. */
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
  if (length >= used.size * PAGE_BYTES * LEAST_FILL) return inPages(chunks, length, used, pages)
  const moved = length < PAGE_BYTES * LEAST_FILL ? [Buffer.concat(chunks, length)] : pack(chunks, pages)
  for (const page of used) pages.give(page)
  return inPages(moved, length, findPages(moved, pages), pages)
}

function inPages(chunks: readonly Buffer[], length: number, held: ReadonlySet<ArrayBuffer>, pages: Pages): Bytes {
  return new Chunks(chunks, length, Math.max(held.size * PAGE_BYTES, length), () => {
    for (const page of held) pages.give(page)
  })
}

/** The same bytes in as few pages as they need. */
function pack(chunks: readonly Buffer[], pages: Pages): readonly Buffer[] {
  const packed: Buffer[] = []
  let room: Buffer = Buffer.alloc(0)
  for (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      if (room.length === 0) {
        room = pages.take()
        packed.push(room)
      }
      const copied = chunk.copy(room, 0, from)
      room = room.subarray(copied)
      from += copied
    }
  }
  const last = packed.at(-1)
  if (last !== undefined) packed[packed.length - 1] = last.subarray(0, last.length - room.length)
  return packed
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
