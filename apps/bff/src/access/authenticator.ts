import type { TokenFault } from '@nobet/contracts'
import type { Caller } from '@nobet/domain/access'

export type AuthOutcome =
  | { readonly kind: 'caller'; readonly caller: Caller }
  | { readonly kind: 'unauthorized'; readonly reason: string; readonly fault?: TokenFault }
  /** Too many refused tokens came from this address: this one was not looked at. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  /** What judges tokens cannot be reached; nothing is said about this one. */
  | { readonly kind: 'unavailable'; readonly reason: string; readonly retryAfterMs: number }

/** Finds out who is asking. One implementation per `auth.mode`. */
export interface Authenticator {
  /** From an HTTP request or upgrade: bearer, session cookie, or `x-nobet-role` with `auth=none`. */
  fromRequest(header: (name: string) => string | undefined, address?: string): Promise<AuthOutcome>
  /** From the first frame of a stream, when it carries a token or a role; else what the upgrade request said. */
  fromHello(
    hello: { readonly token?: string | undefined; readonly role?: string | undefined },
    upgrade: AuthOutcome,
    address?: string,
  ): Promise<AuthOutcome>
}
