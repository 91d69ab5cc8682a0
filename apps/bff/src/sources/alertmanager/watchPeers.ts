import type { PeerAlert, PeerSilence, PeerState, Watchdog, World } from '@nobet/contracts'
import { canConclude, type MergedAlert, mergeAlerts, mergeSilences } from '@nobet/domain/alerts'
import type { Clock } from '../../clock.ts'
import type { Gateway } from '../../upstreams/gateway.ts'
import { judgeWatchdog, type WatchdogInput } from './judgeWatchdog.ts'
import { createPeerLives } from './peerLives.ts'
import { type PeerReading, readPeer } from './readPeer.ts'

/** A silenced alert tells nobody when it ends: this is how long that may stay unnoticed. */
export const POLL_MS = 5_000

/** What all peers together hold, and how much of that is known. */
export interface AlertmanagerView {
  /** Epoch milliseconds of the last answer of any peer; `null` before the first. */
  readonly observedAt: number | null
  readonly alerts: readonly MergedAlert[]
  readonly silences: readonly PeerSilence[]
  readonly peers: readonly PeerState[]
  readonly watchdog: Watchdog
  /** Whether a peer answered this time; else `alerts` and `silences` are the last known. */
  readonly answered: boolean
  /** Whether what is not held has ended. */
  readonly concludes: boolean
  /** Fingerprints that an answering peer held in its present life, now or earlier. */
  readonly seen: ReadonlySet<string>
  /** Running configuration of the first peer that told it, YAML. */
  readonly config?: string
}

export interface WatchPeersDeps {
  readonly clock: Clock
  readonly gateway: Gateway
  /** How long the always-firing alert may stay away before it is missing. */
  readonly watchdogMissingMs: number
  /** The picture now; `undefined` while the log cannot be read. */
  readonly world: () => World | undefined
  /** Called with each view and the picture as it was before the peers were asked. */
  readonly onView: (view: AlertmanagerView, before: World | undefined) => Promise<void> | void
  readonly reportError: (error: unknown) => void
}

export interface PeerWatch {
  view(): AlertmanagerView
  /** Asks again now; resolves when what came has been dealt with. */
  refresh(): Promise<void>
  stop(): void
}

/** Asks every peer in turns. Every panel does, for its own readers; what follows is published by one. */
export function watchPeers(deps: WatchPeersDeps): PeerWatch {
  const { clock, gateway } = deps
  const peers = gateway.peers('alertmanager')
  const startedAt = clock.now()
  const lives = createPeerLives()
  let view = firstView(peers)
  let stopped = false
  let cancel = () => {}
  let asking: Promise<void> | undefined
  let again = false

  const ask = async () => {
    const before = deps.world()
    const readings = await Promise.all(peers.map((peer) => readPeer(gateway, peer, clock.now())))
    if (stopped) return
    const seen = lives.observe(readings, before)
    view = { ...toView(view, readings, { now: clock.now(), startedAt, missingMs: deps.watchdogMissingMs }), seen }
    await deps.onView(view, before)
  }

  const turn = (): Promise<void> => {
    cancel()
    asking ??= ask()
      .catch(deps.reportError)
      .finally(() => {
        asking = undefined
        if (stopped) return
        cancel = clock.setTimer(() => void turn(), again ? 0 : POLL_MS)
        again = false
      })
    return asking
  }

  if (peers.length > 0) void turn()
  return {
    view: () => view,
    async refresh() {
      if (peers.length === 0) return
      // One that is under way may have been asked before what the caller did.
      if (asking !== undefined) {
        again = true
        await asking
      }
      await turn()
    },
    stop() {
      stopped = true
      cancel()
    },
  }
}

const firstView = (peers: readonly string[]): AlertmanagerView => ({
  observedAt: null,
  alerts: [],
  silences: [],
  peers: peers.map((url) => ({ url, state: 'unavailable', lastOkAt: null, error: 'no answer yet' })),
  watchdog: { state: peers.length === 0 ? 'not_configured' : 'unknown', lastSeenAt: null },
  answered: false,
  concludes: false,
  seen: new Set(),
})

function toView(
  before: AlertmanagerView,
  readings: readonly PeerReading[],
  { now, startedAt, missingMs }: Pick<WatchdogInput, 'now' | 'startedAt' | 'missingMs'>,
): Omit<AlertmanagerView, 'seen'> {
  const answers = readings.map(({ alerts }) => alerts)
  const answered = answers.some(({ kind }) => kind === 'answered')
  const held = answered ? mergeAlerts(answers) : before.alerts
  const config = readings.find((reading) => reading.config !== undefined)?.config ?? before.config
  return {
    observedAt: answered ? now : before.observedAt,
    alerts: held,
    silences: answered ? mergeSilences(readings.map(({ silences }) => silences)) : before.silences,
    peers: readings.map(({ peer, alerts }) => toPeerState(peer, alerts, before, now)),
    watchdog: judgeWatchdog({
      held: answered ? held : [],
      answered,
      before: before.watchdog,
      now,
      startedAt,
      missingMs,
    }),
    answered,
    concludes: canConclude(answers),
    ...(config === undefined ? {} : { config }),
  }
}

function toPeerState(
  url: string,
  answer: { readonly kind: 'answered' | 'silent'; readonly items?: readonly PeerAlert[]; readonly reason?: string },
  before: AlertmanagerView,
  now: number,
): PeerState {
  if (answer.kind === 'answered') return { url, state: 'live', lastOkAt: new Date(now).toISOString() }
  const lastOkAt = before.peers.find((peer) => peer.url === url)?.lastOkAt ?? null
  return { url, state: 'unavailable', lastOkAt, ...(answer.reason === undefined ? {} : { error: answer.reason }) }
}
