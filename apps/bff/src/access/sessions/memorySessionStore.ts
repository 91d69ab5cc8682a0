import type { Clock } from '../../clock.ts'
import { type SessionCaller, SESSIONS_MAX, SESSIONS_PER_USER, type SessionStore } from './sessionStore.ts'

const SWEEP_MS = 60_000

interface Held {
  readonly caller: SessionCaller
  readonly endsAt: number
}

/** Sessions of one process; they end with it. */
export function startMemorySessionStore({ clock }: { readonly clock: Clock }): SessionStore {
  const sessions = new Map<string, Held>()
  const listeners = new Set<(key: string) => void>()

  const sweep = () => {
    for (const [key, { endsAt }] of sessions) if (endsAt <= clock.monotonic()) sessions.delete(key)
  }
  const turn = () => {
    sweep()
    cancel = clock.setTimer(turn, SWEEP_MS)
  }
  let cancel = clock.setTimer(turn, SWEEP_MS)

  const end = (key: string) => {
    if (!sessions.delete(key)) return
    for (const listener of listeners) listener(key)
  }

  /** A Map keeps the order of opening: the first is the oldest. */
  const makeRoomFor = (name: string) => {
    const own = [...sessions].filter(([, { caller }]) => caller.name === name)
    for (const [key] of own.slice(0, Math.max(0, own.length - SESSIONS_PER_USER + 1))) end(key)
  }

  return {
    async open(key, caller, lifeMs) {
      sweep()
      makeRoomFor(caller.name)
      if (sessions.size >= SESSIONS_MAX) return { kind: 'full' }
      sessions.set(key, { caller, endsAt: clock.monotonic() + lifeMs })
      return { kind: 'opened' }
    },
    async read(key) {
      const held = sessions.get(key)
      const leftMs = held === undefined ? 0 : held.endsAt - clock.monotonic()
      return held === undefined || leftMs <= 0 ? undefined : { caller: held.caller, leftMs }
    },
    end: async (key) => end(key),
    onEnded(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: () => cancel(),
  }
}
