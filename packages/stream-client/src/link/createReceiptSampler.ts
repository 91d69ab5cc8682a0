import type { ClientFrame } from '@nobet/contracts'
import type { Clock } from '../clock.ts'

/** Far below the 50 messages a second that a session may send. */
export const RECEIPTS_PER_SECOND_MAX = 10

/** Sends `receipt` for the share of reports that the server has asked for. */
export function createReceiptSampler(deps: {
  readonly clock: Pick<Clock, 'monotonic'>
  readonly random: () => number
  readonly send: (frame: ClientFrame) => boolean
  readonly rate: () => number
}): { readonly report: (cursor: string, receivedAt: number, paintedAt: number) => void } {
  let second = -1
  let sent = 0

  return {
    report(cursor: string, receivedAt: number, paintedAt: number): void {
      if (deps.random() >= deps.rate()) return
      const now = deps.clock.monotonic()
      if (Math.floor(now / 1000) !== second) {
        second = Math.floor(now / 1000)
        sent = 0
      }
      if (sent >= RECEIPTS_PER_SECOND_MAX) return
      sent += 1
      const sentMs = Math.max(0, now - receivedAt)
      deps.send({ op: 'receipt', cursor, sentMs, paintedMs: Math.max(0, paintedAt - receivedAt) })
    },
  }
}
