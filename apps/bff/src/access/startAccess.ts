import type { Config } from '@nobet/contracts/config'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { type Attempts, createAttempts } from './attempts.ts'
import type { Authenticator } from './authenticator.ts'
import { createJwksKeys } from './jwt/jwksKeys.ts'
import type { KeySource } from './jwt/keySource.ts'
import { createSecretKey } from './jwt/secretKey.ts'
import { createTokenVerifier } from './jwt/verifyToken.ts'
import { createJwtAuth } from './jwtAuth.ts'
import { createNoAuth } from './noAuth.ts'
import { startMemorySessionStore } from './sessions/memorySessionStore.ts'
import { createSessionCookie, type SessionCookie } from './sessions/sessionCookie.ts'
import { createSessions, type Sessions } from './sessions/sessions.ts'
import type { SessionStore } from './sessions/sessionStore.ts'

export interface AccessDeps {
  readonly clock: Clock
  readonly logger: Pick<Logger, 'warn'>
  readonly randomBytes: (size: number) => Uint8Array
  readonly fetch: typeof globalThis.fetch
  /** Where sessions are kept; this process's memory when not given. */
  readonly store?: SessionStore
  /** Where refused tokens are counted; by this process alone when not given. */
  readonly attempts?: Attempts
}

export interface Access {
  readonly authenticator: Authenticator
  readonly sessions: Sessions
  readonly cookie: SessionCookie
  stop(): void
}

/** Who may come in, as `auth.mode` says; `judgeStart` has checked that the mode has what it needs. */
export function startAccess(deps: AccessDeps, { auth, server }: Pick<Config, 'auth' | 'server'>): Access {
  const store = deps.store ?? startMemorySessionStore(deps)
  const sessions = createSessions({ ...deps, store })
  const cookie = createSessionCookie(server.publicUrl)
  const keys = auth.mode === 'jwt' ? toKeySource(deps, auth) : undefined
  const rules = { issuer: auth.jwtIssuer, audience: auth.jwtAudience }
  const authenticator =
    keys === undefined
      ? createNoAuth()
      : createJwtAuth({
          verify: createTokenVerifier({ ...deps, keys }, rules),
          attempts: deps.attempts ?? createAttempts(deps),
          sessions,
          cookie,
        })
  return { authenticator, sessions, cookie, stop: () => store.stop() }
}

function toKeySource({ clock, fetch, logger }: AccessDeps, auth: Config['auth']): KeySource {
  if (auth.jwtSecret !== undefined) return createSecretKey(auth.jwtSecret)
  const onFault = (reason: string) => logger.warn({ reason }, 'the JWKS could not be fetched; known keys go on working')
  return createJwksKeys({ clock, fetch, onFault }, auth.jwksUrl ?? '')
}
