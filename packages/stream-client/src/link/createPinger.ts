import type { ClientFrame, Pong } from '@nobet/contracts'
import type { Clock } from '../clock.ts'

/** Between two measurements of the round trip. */
export const PING_EVERY_MS = 5_000

export interface Pinger {
  /** `false` when the transport cannot be asked. */
  ping(): boolean
  pingIfDue(): void
  /** Milliseconds, or `undefined` for the answer to an older ping. */
  takePong(pong: Pong): number | undefined
}

/** Measures the round trip of a WebSocket, and asks it for a sign of life. */
export function createPinger(deps: {
  readonly clock: Pick<Clock, 'monotonic'>
  readonly send: (frame: ClientFrame) => boolean
}): Pinger {
  let id = 0
  let sentAt = Number.NEGATIVE_INFINITY

  const ping = (): boolean => {
    id += 1
    sentAt = deps.clock.monotonic()
    return deps.send({ op: 'ping', id })
  }

  return {
    ping,
    pingIfDue() {
      if (deps.clock.monotonic() - sentAt >= PING_EVERY_MS) ping()
    },
    takePong: (pong) => (pong.id === id ? deps.clock.monotonic() - sentAt : undefined),
  }
}
