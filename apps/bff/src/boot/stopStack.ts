/** What was started is stopped in reverse; one failing stop does not keep the others from being stopped. */
export interface StopStack {
  push(name: string, stop: () => Promise<void> | void): void
  stopAll(): Promise<void>
  /** True from the first `stopAll` on. */
  stopping(): boolean
}

export function createStopStack(onError: (name: string, error: unknown) => void): StopStack {
  const stops: { readonly name: string; readonly stop: () => Promise<void> | void }[] = []
  let ending: Promise<void> | undefined
  const unwind = async () => {
    for (let next = stops.pop(); next !== undefined; next = stops.pop()) {
      try {
        await next.stop()
      } catch (error) {
        onError(next.name, error)
      }
    }
  }
  return {
    push: (name, stop) => void stops.push({ name, stop }),
    stopAll: () => (ending ??= unwind()),
    stopping: () => ending !== undefined,
  }
}
