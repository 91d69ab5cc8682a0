import type { Role } from '@nobet/contracts'

/** Who is asking. `modules` limits what they see; `publisher` makes the token a module's own. */
export interface Caller {
  readonly name: string
  readonly role: Role
  readonly modules?: readonly string[]
  readonly publisher?: string
  /** Epoch milliseconds; the streams of this caller close then. */
  readonly expiresAt?: number
}
