import { createHash } from 'node:crypto'
import type { Caller } from '@nobet/domain/access'
import type { Clock } from '../../clock.ts'
import type { SessionStore } from './sessionStore.ts'

const ID_BYTES = 32

export type SignInOutcome =
  | { readonly kind: 'opened'; readonly id: string; readonly lifeMs: number }
  | { readonly kind: 'full' }

/** Browser sessions: the cookie holds a random id, the store only its hash. */
export interface Sessions {
  open(caller: Caller): Promise<SignInOutcome>
  /** The caller of a cookie, closed by elapsed time; `undefined` when the session is over. */
  read(id: string): Promise<Caller | undefined>
  /** By the name a caller carries, {@link Caller.session}. */
  isOpen(session: string): Promise<boolean>
  end(session: string): Promise<void>
  onEnded: SessionStore['onEnded']
}

export interface SessionsDeps {
  readonly clock: Pick<Clock, 'monotonic'>
  readonly store: SessionStore
  readonly randomBytes: (size: number) => Uint8Array
}

export function createSessions({ clock, store, randomBytes }: SessionsDeps): Sessions {
  return {
    async open({ deadline = 0, session: _session, ...caller }) {
      const id = Buffer.from(randomBytes(ID_BYTES)).toString('base64url')
      const lifeMs = deadline - clock.monotonic()
      const outcome = await store.open(toKey(id), caller, lifeMs)
      return outcome.kind === 'opened' ? { kind: 'opened', id, lifeMs } : outcome
    },
    async read(id) {
      const session = toKey(id)
      const held = await store.read(session)
      return held === undefined ? undefined : { ...held.caller, session, deadline: clock.monotonic() + held.leftMs }
    },
    isOpen: async (session) => (await store.read(session)) !== undefined,
    end: (session) => store.end(session),
    onEnded: (listener) => store.onEnded(listener),
  }
}

const toKey = (id: string): string => createHash('sha256').update(id).digest('base64url')
