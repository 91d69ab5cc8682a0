import { ClientFrame, CLOSE, type Fault, parseJsonWith, STREAM } from '@nobet/contracts'
import type { Player } from '../player/startPlayer.ts'
import { converse, refuse } from './converse.ts'
import { type Sink, startOutlet } from './startOutlet.ts'

const SECOND_MS = 1_000

/** The socket under a session. */
export interface SessionLink extends Sink {
  close(code: number, reason: string): void
}

export interface Session {
  receive(text: string): void
  /** The socket takes more again. */
  drain(): void
  stop(): void
}

/** One WebSocket session of PROTOCOL "Live stream": a place in the log that reads on as the log grows. */
export function startSession(player: Player, link: SessionLink): Session {
  const { clock } = player
  const outlet = startOutlet(player, link)
  let badMessages = 0
  let recent: readonly number[] = []
  let isStopped = false
  const cancelHello = clock.setTimer(() => {
    if (outlet.live() === undefined) close(CLOSE.timeout, 'no hello')
  }, STREAM.helloTimeoutMs)

  const stop = () => {
    isStopped = true
    cancelHello()
    outlet.stop()
  }

  const close = (code: number, reason: string) => {
    if (isStopped) return
    stop()
    link.close(code, reason)
  }

  const isTooFast = (): boolean => {
    recent = [...recent.filter((at) => at > clock.now() - SECOND_MS), clock.now()]
    return recent.length > STREAM.inboundPerSecond
  }

  return {
    receive(text) {
      if (isStopped) return
      if (text.length > STREAM.inboundBytes) return close(CLOSE.tooLarge, 'message too large')
      if (isTooFast()) {
        refuse(outlet, 'rate_limited', `more than ${STREAM.inboundPerSecond} messages a second`)
        return close(CLOSE.tooFastOrSlow, 'too fast')
      }
      const parsed = parseJsonWith(ClientFrame, text)
      if (parsed.ok) {
        if (converse(player.log, outlet, parsed.value, () => player.now()) === 'broken')
          close(CLOSE.protocol, 'protocol')
        return
      }
      badMessages += 1
      refuse(outlet, 'bad_message', describeFaults(parsed.faults))
      if (badMessages >= STREAM.badMessages) close(CLOSE.protocol, 'too many bad messages')
    },
    drain: () => outlet.pump(),
    stop,
  }
}

const describeFaults = (faults: readonly Fault[]): string =>
  faults.map(({ path, expected }) => (path === '' ? expected : `${path}: ${expected}`)).join('; ')
