import type { ClientFrame, ServerFrame, User, Welcome } from '@nobet/contracts'
import type { Clock } from '../clock.ts'
import { INITIAL_LADDER, isUpgradeBlocked, type Ladder, type LadderInput, stepLadder } from '../ladder/ladder.ts'
import { toLinkState } from '../ladder/toLinkState.ts'
import { dial } from '../transport/dial.ts'
import type { Connection, End, LinkRequest, Transport, TransportDeps } from '../transport/transport.ts'
import type { Intake } from './createIntake.ts'
import { createPinger, type Pinger } from './createPinger.ts'
import { type LinkState, TRANSITIONS_MAX, type Transition } from './linkState.ts'
import { startWatchdog, type Watchdog } from './startWatchdog.ts'

export interface LinkDeps {
  readonly transports: TransportDeps
  readonly clock: Clock
  readonly random: () => number
  readonly intake: Intake
  readonly onChange: () => void
}

/** What the link knows about itself, beside what the intake counts. */
export interface LinkFacts {
  readonly state: LinkState
  readonly transport: Transport | undefined
  readonly forced: Transport | undefined
  readonly session: string | undefined
  readonly user: User | undefined
  readonly roundTripMs: number | undefined
  readonly denied: readonly string[]
  readonly lastError: string | undefined
  readonly upgradeBlocked: boolean
  readonly history: readonly Transition[]
}

export interface Link {
  readonly facts: () => LinkFacts
  readonly step: (input: LadderInput) => void
  /** `false` without a connection that can carry it. */
  readonly send: (frame: ClientFrame) => boolean
  /** Whether a try is under way: it was begun with the topics of then. */
  readonly isTrying: () => boolean
  readonly receiptRate: () => number
  readonly check: () => void
  readonly pingIfDue: () => void
}

/** A connection in use. */
interface Live {
  readonly connection: Connection
  readonly welcome: Welcome
  readonly pinger: Pinger
  readonly watchdog: Watchdog
  readonly upSince: number
}

/** Makes the ladder's word true: opens what it wants to try, and lets a connection deliver once it is welcome. */
export function startLink(deps: LinkDeps, options: { request: (after: string | undefined) => LinkRequest }): Link {
  const { clock, random, intake } = deps
  let ladder: Ladder = INITIAL_LADDER
  let live: Live | undefined
  let candidate: Connection | undefined
  let cancelTimer = () => {}
  let suspect = false
  let downSince = clock.now()
  let roundTripMs: number | undefined
  let denied: readonly string[] = []
  let lastError: string | undefined
  let history: readonly Transition[] = []
  let state: LinkState = readState()
  step({ kind: 'start' })

  return {
    facts,
    step,
    send: (frame) => live?.connection.send(frame) ?? false,
    isTrying: () => ladder.trying !== undefined,
    receiptRate: () => live?.welcome.receiptRate ?? 0,
    check: () => live?.watchdog.check(),
    pingIfDue: () => live?.pinger.pingIfDue(),
  }

  function step(input: LadderInput): void {
    const before = ladder
    ladder = stepLadder(ladder, input, { now: clock.monotonic(), random })
    if (ladder.stopped && !before.stopped) leave()
    if (ladder.trying !== before.trying) redial()
    if (ladder.dueAt !== before.dueAt) rearm()
    publish()
  }

  function publish(): void {
    state = readState()
    deps.onChange()
  }

  function redial(): void {
    candidate?.close()
    candidate = undefined
    if (ladder.trying === undefined) return
    const request = options.request(intake.cursor())
    const plan = { transport: ladder.trying.transport, request, climbing: live !== undefined }
    const connection: Connection = dial(deps.transports, plan, {
      onWelcome: (welcome) => adopt(connection, welcome, request.after),
      onFrame: (frame) => takeFrame(connection, frame),
      onRoundTrip: (ms) => {
        roundTripMs = ms
      },
      onMalformed: (detail, mayHoldEvents) => {
        if (intake.takeMalformed(detail, mayHoldEvents) === 'again') reconnectForGap(connection)
      },
      onEnd: (end) => takeEnd(connection, end),
    })
    candidate = connection
  }

  function rearm(): void {
    cancelTimer()
    if (ladder.dueAt === undefined) return
    cancelTimer = clock.setTimer(() => step({ kind: 'due' }), Math.max(0, ladder.dueAt - clock.monotonic()))
  }

  /** Make before break: the old connection is let go only now that the new one has been welcomed. */
  function adopt(connection: Connection, welcome: Welcome, after: string | undefined): void {
    const old = live
    candidate = undefined
    live = toLive(connection, welcome)
    suspect = false
    if (old !== undefined) {
      letGo(old)
      record({ transport: old.connection.transport, outcome: 'left', text: `replaced by ${connection.transport}` })
    }
    if (connection.transport === 'websocket') roundTripMs = undefined
    record({ transport: connection.transport, outcome: 'opened', text: welcome.session })
    step({ kind: 'opened' })
    if (live?.connection !== connection) return
    intake.takeWelcome(welcome, after)
    live.pinger.pingIfDue()
  }

  function toLive(connection: Connection, welcome: Welcome): Live {
    const pinger = createPinger({ clock, send: (frame) => connection.send(frame) })
    const watchdog = startWatchdog(
      {
        clock,
        ask: () => pinger.ping(),
        onSuspect: (isSuspect) => {
          suspect = isSuspect
          downSince = watchdog.heardAt()
          publish()
        },
        onDead: () => drop(connection, { kind: 'silent', text: 'no sign of life' }),
      },
      { heartbeatMs: welcome.heartbeatMs },
    )
    return { connection, welcome, pinger, watchdog, upSince: clock.now() }
  }

  function takeFrame(connection: Connection, frame: Exclude<ServerFrame, Welcome>): void {
    if (live?.connection !== connection) return
    live.watchdog.heard()
    switch (frame.op) {
      case 'events':
      case 'lagged':
      case 'heartbeat':
        if (intake.takeFrame(frame) === 'again') reconnectForGap(connection)
        return
      case 'pong':
        roundTripMs = live.pinger.takePong(frame) ?? roundTripMs
        return
      case 'subscribed':
        denied = frame.denied
        return
      case 'error':
        lastError = `${frame.code}: ${frame.message}`
        return
      case 'goodbye':
        lastError = `goodbye: ${frame.reason}`
        return step({ kind: 'goodbye', retryAfterMs: frame.retryAfterMs })
    }
  }

  function reconnectForGap(connection: Connection): void {
    drop(connection, { kind: 'gap', text: 'a frame is missing; the log is asked again' })
  }

  function drop(connection: Connection, end: End): void {
    connection.close()
    takeEnd(connection, end)
  }

  function takeEnd(connection: Connection, end: End): void {
    const { transport } = connection
    if (live?.connection === connection) {
      downSince = live.watchdog.heardAt()
      intake.noteBreak(downSince)
      live.watchdog.stop()
      live = undefined
      suspect = false
      record({ transport, outcome: 'ended', ...toReason(end) })
      step({ kind: 'active-ended', end })
    } else if (candidate === connection) {
      candidate = undefined
      record({ transport, outcome: 'failed', ...toReason(end) })
      step({ kind: 'try-failed', end })
    }
  }

  function leave(): void {
    downSince = clock.now()
    if (live !== undefined) letGo(live)
    live = undefined
  }

  function record(transition: Omit<Transition, 'at'>): void {
    history = [...history, { at: clock.now(), ...transition }].slice(-TRANSITIONS_MAX)
  }

  function readState(): LinkState {
    const wallAtZero = clock.now() - clock.monotonic()
    const toWall = (monotonicMs: number) => wallAtZero + monotonicMs
    return toLinkState(ladder, { toWall, suspect, downSince, upSince: live?.upSince ?? downSince })
  }

  function facts(): LinkFacts {
    const session = live?.welcome.session === '' ? undefined : live?.welcome
    return {
      state,
      transport: live?.connection.transport,
      forced: ladder.forced,
      session: session?.session,
      user: session?.user,
      roundTripMs: live === undefined ? undefined : roundTripMs,
      denied,
      lastError,
      upgradeBlocked: isUpgradeBlocked(ladder),
      history,
    }
  }
}

function letGo(live: Live): void {
  live.watchdog.stop()
  live.connection.close()
}

const toReason = (end: End) => ({
  reason: end.kind,
  text: end.text,
  ...(end.code === undefined ? {} : { code: end.code }),
})
