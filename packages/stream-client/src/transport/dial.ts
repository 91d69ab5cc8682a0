import type { ServerFrame, Welcome } from '@nobet/contracts'
import { openEventStream } from './openEventStream.ts'
import { openLongPoll } from './openLongPoll.ts'
import { openWebSocket } from './openWebSocket.ts'
import type { Connection, End, LinkRequest, OpenTransport, Signal, Transport, TransportDeps } from './transport.ts'

const OPEN: Record<Transport, OpenTransport> = {
  websocket: openWebSocket,
  sse: openEventStream,
  poll: openLongPoll,
}

/** Until the welcome. A WebSocket that hangs in a proxy must give way to SSE within two seconds. */
const BUDGET_MS: Record<Transport, number> = { websocket: 1_500, sse: 3_000, poll: 5_000 }
/** A climb hurries nobody: the connection in use goes on meanwhile. */
const CLIMB_BUDGET_MS = 8_000

export interface DialSink {
  /** The server has said welcome: this connection may deliver from now on. */
  onWelcome(welcome: Welcome): void
  onFrame(frame: Exclude<ServerFrame, Welcome>): void
  onRoundTrip(ms: number): void
  onMalformed(detail: string, mayHoldEvents: boolean): void
  onEnd(end: End): void
}

export interface DialOptions {
  readonly transport: Transport
  readonly request: LinkRequest
  readonly climbing: boolean
}

/** Opens one transport within its budget; after `onEnd` or `close` nothing more is told. */
export function dial(deps: TransportDeps, options: DialOptions, sink: DialSink): Connection {
  const { transport, request } = options
  let welcomed = false
  let over = false
  const budgetMs = options.climbing ? CLIMB_BUDGET_MS : BUDGET_MS[transport]
  const cancelBudget = deps.clock.setTimer(() => {
    finish({ kind: 'timeout', text: `no welcome within ${budgetMs} ms` })
  }, budgetMs)
  const connection = OPEN[transport](deps, request, take)
  return { transport, send: (frame) => connection.send(frame), close }

  function take(signal: Signal): void {
    if (over) return
    switch (signal.kind) {
      case 'frame':
        return takeFrame(signal.frame)
      case 'round-trip':
        return sink.onRoundTrip(signal.ms)
      case 'malformed':
        if (!welcomed) return finish({ kind: 'refused', text: signal.detail })
        return sink.onMalformed(signal.detail, signal.mayHoldEvents)
      case 'ended':
        return finish(signal.end)
    }
  }

  function takeFrame(frame: ServerFrame): void {
    if (frame.op === 'welcome') {
      if (welcomed) return
      welcomed = true
      cancelBudget()
      sink.onWelcome(frame)
    } else if (welcomed) {
      sink.onFrame(frame)
    } else if (frame.op === 'goodbye') {
      finish({ kind: 'busy', text: frame.reason, retryAfterMs: frame.retryAfterMs })
    }
  }

  function finish(end: End): void {
    if (over) return
    close()
    sink.onEnd(welcomed || end.kind !== 'cut' ? end : { ...end, kind: 'refused' })
  }

  function close(): void {
    over = true
    cancelBudget()
    connection.close()
  }
}
