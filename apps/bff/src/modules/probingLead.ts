import type { Clock } from '../clock.ts'
import type { Fence } from '../log/eventLog.ts'
import type { Lease } from '../redis/lease.ts'
import type { Probing } from '../sources/mcp/startProbing.ts'

const RETRY_MS = 500

export interface ProbingLeadDeps {
  readonly clock: Clock
  readonly lease: Lease
  /** Begins to probe under this fence; `undefined` when that cannot be done now. */
  readonly begin: (fence: Fence) => Promise<Probing | undefined>
  readonly reportError: (error: unknown) => void
}

export interface ProbingLead {
  /** The probing of this panel while it holds the lease. */
  readonly probing: () => Probing | undefined
  /** Resolves when what the lease said last has been carried out. */
  readonly settled: () => Promise<void>
  /** Idempotent; the lease itself is given back by its owner. */
  readonly stop: () => Promise<void>
}

interface Term {
  readonly token: number
  readonly probing: Probing
}

/** Probes while the lease is held, and under its token alone: one panel probes for all. */
export function startProbingLead({ clock, lease, begin, reportError }: ProbingLeadDeps): ProbingLead {
  let term: Term | undefined
  let stopped = false
  let cancel = () => {}

  const end = async () => {
    const ending = term
    term = undefined
    await ending?.probing.stop()
  }

  const turn = async () => {
    if (term !== undefined && (stopped || lease.fence()?.token !== term.token)) await end()
    const fence = stopped || term !== undefined ? undefined : lease.fence()
    if (fence === undefined) return
    const probing = await begin(fence)
    if (probing === undefined) {
      cancel = clock.setTimer(apply, RETRY_MS)
      return
    }
    term = { token: fence.token, probing }
    if (stopped || lease.fence()?.token !== fence.token) await end()
  }

  let settled: Promise<void> = Promise.resolve()
  function apply(): void {
    settled = settled.then(turn).catch(reportError)
  }
  const leave = lease.onChange(apply)
  apply()

  return {
    probing: () => term?.probing,
    settled: () => settled,
    async stop() {
      stopped = true
      leave()
      cancel()
      apply()
      await settled
    },
  }
}
