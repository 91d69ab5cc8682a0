import type { Role } from '@nobet/contracts'

/** Who is asking. `modules` limits what they see; `publisher` makes the token a module's own. */
export interface Caller {
  readonly name: string
  readonly role: Role
  readonly modules?: readonly string[]
  readonly publisher?: string
  /** Epoch milliseconds, for showing: when the token ends by the wall clock. */
  readonly expiresAt?: number
  /** Monotonic milliseconds of this process: the streams of this caller close then, however the wall clock moves. */
  readonly deadline?: number
  /** Names the session this caller came with; when it ends, so do its streams. */
  readonly session?: string
}
