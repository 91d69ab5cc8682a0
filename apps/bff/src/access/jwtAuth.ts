import { createHash } from 'node:crypto'
import type { TokenFault } from '@nobet/contracts'
import type { Attempts } from './attempts.ts'
import type { Authenticator, AuthOutcome } from './authenticator.ts'
import type { VerifyToken } from './jwt/verifyToken.ts'
import type { SessionCookie } from './sessions/sessionCookie.ts'
import type { Sessions } from './sessions/sessions.ts'

const KNOWN_TOKENS_MAX = 1_000
/** Refused before anything in the token could be believed: a guess. What a trusted key has signed is none. */
const GUESSES: readonly TokenFault[] = ['token-malformed', 'token-signature']
const BEARER = /^Bearer +(\S+) *$/i

export interface JwtAuthDeps {
  readonly verify: VerifyToken
  readonly attempts: Attempts
  readonly sessions: Pick<Sessions, 'read' | 'isOpen'>
  readonly cookie: Pick<SessionCookie, 'read'>
}

/** `auth.mode: jwt`: `Authorization` wins over the session cookie, `hello.token` over both. */
export function createJwtAuth({ verify, attempts, sessions, cookie }: JwtAuthDeps): Authenticator {
  /** Good once, and looked at whoever else guesses from their address: a proxy is one address for all. */
  const proven = createDigests()
  /** A client that repeats one bad token is not guessing, and must not lock out its neighbours. */
  const guessed = createDigests()

  const prove = async (token: string, address: string): Promise<AuthOutcome> => {
    const digest = createHash('sha256').update(token).digest('base64')
    const retryAfterMs = proven.has(digest) ? 0 : attempts.waitMs(address)
    if (retryAfterMs > 0) return { kind: 'limited', retryAfterMs }
    const outcome = await verify(token)
    switch (outcome.kind) {
      case 'valid':
        proven.add(digest)
        return { kind: 'caller', caller: outcome.caller }
      case 'unavailable':
        return { ...outcome, reason: 'the keys that verify tokens cannot be fetched (NOBET_JWKS_URL)' }
      case 'refused':
        if (GUESSES.includes(outcome.fault) && guessed.add(digest)) attempts.failed(address)
        return { kind: 'unauthorized', fault: outcome.fault, reason: outcome.reason }
    }
  }

  const fromCookie = async (id: string): Promise<AuthOutcome> => {
    try {
      const caller = await sessions.read(id)
      return caller === undefined ? SESSION_ENDED : { kind: 'caller', caller }
    } catch {
      // Not to be asked is not over: the cookie stays good.
      return STORE_AWAY
    }
  }

  return {
    async fromRequest(header, address = '') {
      const authorization = header('authorization')
      if (authorization !== undefined) {
        const token = BEARER.exec(authorization)?.[1]
        return token === undefined ? NOT_BEARER : await prove(token, address)
      }
      const id = cookie.read(header('host') ?? '', header('cookie'))
      return id === undefined ? NOTHING : await fromCookie(id)
    },
    async fromHello({ token }, upgrade, address = '') {
      if (token !== undefined) return await prove(token, address)
      if (upgrade.kind !== 'caller' || upgrade.caller.session === undefined) return upgrade
      // The session may have ended between the upgrade and its first frame.
      const open = await sessions.isOpen(upgrade.caller.session).catch(() => undefined)
      if (open === undefined) return STORE_AWAY
      return open ? upgrade : SESSION_ENDED
    },
  }
}

/** Hashes of tokens, the newest of them. */
function createDigests() {
  const digests = new Set<string>()
  return {
    has: (digest: string) => digests.has(digest),
    /** Whether it is new. */
    add(digest: string): boolean {
      if (digests.has(digest)) return false
      const [oldest] = digests
      if (digests.size >= KNOWN_TOKENS_MAX && oldest !== undefined) digests.delete(oldest)
      digests.add(digest)
      return true
    },
  }
}

const STORE_AWAY: AuthOutcome = {
  kind: 'unavailable',
  reason: 'the store of sessions cannot be reached (NOBET_REDIS_URL)',
  retryAfterMs: 1_000,
}
const NOTHING: AuthOutcome = {
  kind: 'unauthorized',
  fault: 'unauthorized',
  reason: 'no token: sign in, or send "Authorization: Bearer …" (a stream: hello.token)',
}
const NOT_BEARER: AuthOutcome = {
  kind: 'unauthorized',
  fault: 'token-malformed',
  reason: 'Authorization is expected as "Bearer <token>"',
}
const SESSION_ENDED: AuthOutcome = {
  kind: 'unauthorized',
  fault: 'session-ended',
  reason: 'the session is over; sign in again',
}
