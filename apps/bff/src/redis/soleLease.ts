import type { Lease } from './lease.ts'

/** The lease of a panel that shares its log with nobody: always its own. */
export function createSoleLease(name: string): Lease {
  const fence = { lease: name, token: 1 }
  let stopped = false
  return {
    fence: () => (stopped ? undefined : fence),
    onChange: () => () => undefined,
    stop: async () => {
      stopped = true
    },
  }
}
