export type Slots = ReturnType<typeof createSlots>

/** Lets `count` pieces of work run at the same time; the rest wait in order, each caller with one at most. */
export function createSlots(count: number) {
  let free = count
  const waiting: (() => void)[] = []

  const acquire = async (): Promise<void> => {
    if (free > 0) {
      free -= 1
      return
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  const release = (): void => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }

  return {
    async use<T>(work: () => T | Promise<T>): Promise<T> {
      await acquire()
      try {
        return await work()
      } finally {
        release()
      }
    },
  }
}
