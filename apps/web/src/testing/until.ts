import { act } from 'react'

const WAIT_MAX_MS = 12_000
const WAIT_STEP_MS = 10

/** Waits until the check passes; React's own updates meanwhile are wanted. */
export async function until(check: () => void): Promise<void> {
  const deadline = performance.now() + WAIT_MAX_MS
  for (;;) {
    try {
      return check()
    } catch (error) {
      if (performance.now() > deadline) throw error
      await act(() => new Promise((resolve) => setTimeout(resolve, WAIT_STEP_MS)))
    }
  }
}
