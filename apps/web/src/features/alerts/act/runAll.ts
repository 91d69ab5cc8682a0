/** So many requests of one bulk action are under way at a time. */
const AT_ONCE = 4

export interface Failure<T> {
  readonly item: T
  /** The other side's own words. */
  readonly message: string
}

export interface Outcome<T> {
  readonly done: readonly T[]
  readonly failed: readonly Failure<T>[]
}

/** Does the same to each; one that fails stops none of the others. */
export async function runAll<T>(items: readonly T[], run: (item: T) => Promise<unknown>): Promise<Outcome<T>> {
  const done: T[] = []
  const failed: Failure<T>[] = []
  const waiting = [...items]
  const work = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      try {
        await run(item)
        done.push(item)
      } catch (error) {
        failed.push({ item, message: error instanceof Error ? error.message : String(error) })
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work))
  return { done, failed }
}
