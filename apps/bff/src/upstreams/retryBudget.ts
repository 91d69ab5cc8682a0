import { BOUNDS } from './limits.ts'

/** Lets a tenth of the requests be sent again, so that retries never multiply the load of an upstream in trouble. */
export interface RetryBudget {
  /** Once for every request. */
  earn(): void
  /** Whether one more may be sent now. */
  spend(): boolean
}

export function createRetryBudget(): RetryBudget {
  let saved: number = BOUNDS.retriesSaved
  return {
    earn() {
      saved = Math.min(saved + BOUNDS.retryShare, BOUNDS.retriesSaved)
    },
    spend() {
      if (saved < 1) return false
      saved -= 1
      return true
    },
  }
}
