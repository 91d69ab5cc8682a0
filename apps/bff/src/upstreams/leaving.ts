/** Tells once that nobody waits any more. An `AbortSignal` is one. */
export interface LeaveSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', onLeave: () => void): void
  removeEventListener(type: 'abort', onLeave: () => void): void
}

/**
 * A signal and who gives it, in plain calls. Two of them are made for every request; the engine's own `AbortController`
 * with its events costs as much as all else that is decided about one.
 */
export class Leaving implements LeaveSignal {
  #hasLeft = false
  readonly #told: (() => void)[] = []

  get aborted(): boolean {
    return this.#hasLeft
  }

  /** For those there are now and only once; none of them may throw. */
  abort(): void {
    if (this.#hasLeft) return
    this.#hasLeft = true
    for (let next = this.#told.shift(); next !== undefined; next = this.#told.shift()) next()
  }

  addEventListener(_type: 'abort', onLeave: () => void): void {
    this.#told.push(onLeave)
  }

  removeEventListener(_type: 'abort', onLeave: () => void): void {
    const at = this.#told.indexOf(onLeave)
    if (at !== -1) this.#told.splice(at, 1)
  }
}
