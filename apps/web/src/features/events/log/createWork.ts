/** Long work in slices: the first at once, the others between paints. A new work ends the one before. */
export function createWork(delay: (run: () => void, ms: number) => () => void, onSlice: () => void) {
  let steps: Iterator<unknown> | undefined
  let cancel = () => {}
  const step = () => {
    if (steps?.next().done !== false) steps = undefined
    else cancel = delay(step, 0)
    onSlice()
  }
  const stop = () => {
    cancel()
    steps = undefined
  }
  return {
    run: (work: Iterator<unknown>) => {
      stop()
      steps = work
      step()
    },
    isRunning: () => steps !== undefined,
    stop,
  }
}
