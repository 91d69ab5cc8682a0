import type { Clock } from '../clock.ts'

/** Refused tokens an address may present in one window before it has to wait. */
export const ATTEMPTS_MAX = 30
export const ATTEMPTS_WINDOW_MS = 60_000
export const ADDRESSES_MAX = 10_000

/** Counts refused tokens by address; over its bound the longest known address is forgotten. */
export interface Attempts {
  failed(address: string): void
  /** Milliseconds this address still has to wait; 0 when it may try. */
  waitMs(address: string): number
}

interface Window {
  readonly endsAt: number
  failures: number
}

export function createAttempts({ clock }: { readonly clock: Pick<Clock, 'monotonic'> }): Attempts {
  const windows = new Map<string, Window>()

  const current = (key: string): Window | undefined => {
    const window = windows.get(key)
    if (window === undefined || window.endsAt > clock.monotonic()) return window
    windows.delete(key)
    return undefined
  }

  return {
    failed(address) {
      const key = toAttemptsKey(address)
      const window = current(key)
      if (window !== undefined) {
        window.failures += 1
        return
      }
      const [oldest] = windows.keys()
      if (windows.size >= ADDRESSES_MAX && oldest !== undefined) windows.delete(oldest)
      windows.set(key, { endsAt: clock.monotonic() + ATTEMPTS_WINDOW_MS, failures: 1 })
    },
    waitMs(address) {
      const window = current(toAttemptsKey(address))
      return window === undefined || window.failures < ATTEMPTS_MAX ? 0 : window.endsAt - clock.monotonic()
    },
  }
}

/** One network of IPv6 is one address: whoever has it has 2^64 of them. */
export const toAttemptsKey = (address: string): string =>
  address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
