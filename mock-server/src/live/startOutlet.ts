import { formatCursor, type ServerFrame, STREAM } from '@nobet/contracts'
import { judgeResume } from '../player/recovery.ts'
import type { Player } from '../player/startPlayer.ts'
import { createReader, type Reader, type Scope } from './reader.ts'

/** Where frames go. */
export interface Sink {
  send(frame: ServerFrame): void
  /** Whether more is taken now; when it is again, call {@link Outlet.pump}. */
  isWritable(): boolean
}

export interface Live {
  readonly reader: Reader
  readonly scope: Scope
}

/** The sending half of one stream, whatever carries it. */
export interface Outlet {
  /** `undefined` until greeted. */
  live(): Live | undefined
  send(frame: ServerFrame): void
  /** Says welcome and begins to read, from `after` when the log can place it. */
  greet(scope: Scope, after: string | undefined): void
  /** Reads on with other topics from here. */
  rescope(scope: Scope): void
  pump(): void
  stop(): void
}

/** Reads on whenever the log grows and beats while it does not. */
export function startOutlet(player: Player, sink: Sink): Outlet {
  const { clock, log } = player
  let live: Live | undefined
  let isStopped = false
  let isPumpDue = false
  let cancelBeat = () => {}

  const send = (frame: ServerFrame) => {
    if (isStopped) return
    sink.send(frame)
    cancelBeat()
    if (live !== undefined) cancelBeat = clock.setTimer(beat, STREAM.heartbeatMs)
  }
  const beat = () => {
    if (live !== undefined) send({ op: 'heartbeat', cursor: live.reader.cursor(), time: player.now() })
  }
  const pump = () => {
    isPumpDue = false
    if (isStopped || live === undefined || !sink.isWritable()) return
    for (const frame of live.reader.read(live.scope)) send(frame)
  }
  // One frame for all that a turn of the world appends, not one each.
  const stopListening = log.onAppend(() => {
    if (isPumpDue) return
    isPumpDue = true
    queueMicrotask(pump)
  })

  return {
    live: () => live,
    send,
    pump,
    greet(scope, after) {
      const { position, recovery } = judgeResume(log.bounds(), after)
      live = { reader: createReader(log, position), scope }
      send(toWelcome(player, scope, recovery))
      pump()
    },
    rescope(scope) {
      if (live !== undefined) live = { ...live, scope }
    },
    stop() {
      isStopped = true
      cancelBeat()
      stopListening()
    },
  }
}

const toWelcome = (
  player: Player,
  { caller }: Scope,
  recovery: Extract<ServerFrame, { op: 'welcome' }>['recovery'],
): ServerFrame => {
  const { epoch, head } = player.log.bounds()
  return {
    op: 'welcome',
    session: player.mintId(),
    cursor: formatCursor({ epoch, offset: head }),
    user: { name: caller.name, role: caller.role },
    heartbeatMs: STREAM.heartbeatMs,
    receiptRate: 0,
    recovery,
  }
}
