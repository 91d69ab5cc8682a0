import type { Caller } from '@nobet/domain/access'

export type AuthOutcome =
  | { readonly kind: 'caller'; readonly caller: Caller }
  | { readonly kind: 'unauthorized'; readonly reason: string }

/** Finds out who is asking. One implementation per `auth.mode`. */
export interface Authenticator {
  /** From an HTTP request or upgrade: bearer, session cookie, or `x-nobet-role` with `auth=none`. */
  fromRequest(header: (name: string) => string | undefined): Promise<AuthOutcome>
  /** From the first frame of a stream, when it carries a token or a role; else what the upgrade request said. */
  fromHello(
    hello: { readonly token?: string | undefined; readonly role?: string | undefined },
    upgrade: AuthOutcome,
  ): Promise<AuthOutcome>
}
