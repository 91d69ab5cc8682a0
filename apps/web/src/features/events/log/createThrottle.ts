interface Deps {
  readonly now: () => number
  readonly delay: (run: () => void, ms: number) => () => void
}

/** Runs at once, then at most every `ms`; the last call is never swallowed. */
export function createThrottle({ now, delay }: Deps, ms: number, run: () => void) {
  let last = Number.NEGATIVE_INFINITY
  let cancel: (() => void) | undefined
  const call = () => {
    if (cancel !== undefined) return
    const wait = last + ms - now()
    if (wait <= 0) {
      last = now()
      run()
      return
    }
    cancel = delay(() => {
      cancel = undefined
      call()
    }, wait)
  }
  return {
    run: call,
    stop: () => {
      cancel?.()
      cancel = undefined
    },
  }
}
