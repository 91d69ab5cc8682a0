import type { Metrics } from '../../metrics/metrics.ts'
import type { Transport } from './link.ts'
import type { Session } from './session.ts'

/** Who is here. Bounded by `sessions`. */
export interface Roster {
  readonly size: number
  readonly full: boolean
  add(session: Session): void
  remove(session: Session): void
  /** Acts on every session and says for how many it returned true; one that fails is cut, the others do not notice. */
  each(act: (session: Session) => boolean): number
  one(session: Session, act: () => void): void
  /** Resolves when nobody is left. */
  emptied(): Promise<void>
}

export interface RosterDeps {
  readonly metrics: Metrics
  readonly sessions: number
  readonly onLeave: (session: Session) => void
  readonly reportError: (error: unknown) => void
}

export function createRoster({ metrics, sessions: max, onLeave, reportError }: RosterDeps): Roster {
  const sessions = new Set<Session>()
  const onEmpty: (() => void)[] = []
  for (const transport of ['websocket', 'sse'] satisfies Transport[]) metrics.streamConnections.set({ transport }, 0)

  const isolate = (session: Session, act: (session: Session) => boolean): boolean => {
    try {
      return act(session)
    } catch (error) {
      reportError(error)
      session.link.destroy()
      return false
    }
  }

  return {
    get size() {
      return sessions.size
    },
    get full() {
      return sessions.size >= max
    },
    add(session) {
      sessions.add(session)
      metrics.streamConnections.inc({ transport: session.link.transport })
    },
    remove(session) {
      if (!sessions.delete(session)) return
      session.stage = 'closed'
      metrics.streamConnections.dec({ transport: session.link.transport })
      onLeave(session)
      if (sessions.size > 0) return
      for (const tell of onEmpty.splice(0)) tell()
    },
    each(act) {
      let count = 0
      // A session that leaves meanwhile is passed over: a Set allows that.
      for (const session of sessions) if (isolate(session, act)) count += 1
      return count
    },
    one(session, act) {
      isolate(session, () => {
        act()
        return true
      })
    },
    emptied: () =>
      sessions.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => void onEmpty.push(resolve)),
  }
}
