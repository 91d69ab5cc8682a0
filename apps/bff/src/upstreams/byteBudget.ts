/** Bytes being read from all upstreams, held against one bound. */
export interface ByteBudget {
  /** `false`: there is no room for them now. */
  take(bytes: number): boolean
  give(bytes: number): void
}

export function createByteBudget(maxBytes: number): ByteBudget {
  let taken = 0
  return {
    take(bytes) {
      if (taken + bytes > maxBytes) return false
      taken += bytes
      return true
    },
    give(bytes) {
      taken -= bytes
    },
  }
}
