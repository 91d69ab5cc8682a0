import type { TokenFault } from '@nobet/contracts'
import type { Caller } from '@nobet/domain/access'
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import type { Clock } from '../../clock.ts'
import { readClaims } from './claims.ts'
import type { KeySource } from './keySource.ts'

/**
 * How far the issuer's clock may run before ours (`nbf`, `iat`). `exp` has no grace: a token taken after its end would
 * open a stream only to have it closed again.
 */
export const CLOCK_SKEW_S = 30
const TOKEN_CHARS_MAX = 8 * 1024
const COMPACT_JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/

export type TokenOutcome =
  | { readonly kind: 'valid'; readonly caller: Caller }
  | { readonly kind: 'refused'; readonly fault: TokenFault; readonly reason: string }
  | { readonly kind: 'unavailable'; readonly retryAfterMs: number }

export interface VerifierDeps {
  readonly clock: Pick<Clock, 'now' | 'monotonic'>
  readonly keys: KeySource
}

export interface VerifierRules {
  readonly issuer?: string | undefined
  readonly audience?: string | undefined
}

export type VerifyToken = (token: string) => Promise<TokenOutcome>

/** Judges a JWT on the server's clock; never throws, whatever it is given. */
export function createTokenVerifier({ clock, keys }: VerifierDeps, rules: VerifierRules): VerifyToken {
  const verify = async (token: string, header: Header): Promise<TokenOutcome> => {
    const found = await keys.find(header)
    if (found.kind === 'unavailable') return found
    if (found.kind === 'unknown') return refused('token-signature', found.reason)
    const now = clock.now()
    const { payload } = await jwtVerify(token, found.key, {
      algorithms: [...keys.algorithms],
      clockTolerance: CLOCK_SKEW_S,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'sub'],
      ...(rules.issuer === undefined ? {} : { issuer: rules.issuer }),
      ...(rules.audience === undefined ? {} : { audience: rules.audience }),
    })
    return judgePayload(payload, now, clock.monotonic())
  }

  return async (token) => {
    const header = readHeader(token)
    if (header === undefined) return refused('token-malformed', 'this is not a JWT of three parts with an algorithm')
    if (!keys.algorithms.includes(header.alg)) {
      return refused('token-signature', `the token is not signed with ${keys.algorithms.join(' or ')}`)
    }
    try {
      return await verify(token, header)
    } catch (error) {
      return toRefusal(error)
    }
  }
}

interface Header {
  readonly alg: string
  readonly kid?: string | undefined
}

function readHeader(token: string): Header | undefined {
  if (token.length > TOKEN_CHARS_MAX || !COMPACT_JWS.test(token)) return undefined
  try {
    const { alg, kid } = decodeProtectedHeader(token)
    return typeof alg === 'string' ? { alg, kid: typeof kid === 'string' ? kid : undefined } : undefined
  } catch {
    return undefined
  }
}

function judgePayload(payload: JWTPayload, now: number, monotonic: number): TokenOutcome {
  const claims = readClaims(payload)
  if (claims.kind === 'refused') return refused('token-claims', claims.reason)
  const { caller, expiresAt, issuedAt } = claims
  if (expiresAt <= now) return refused('token-expired', 'the token has expired')
  if (issuedAt !== undefined && issuedAt > now + CLOCK_SKEW_S * 1000) {
    return refused('token-not-yet-valid', 'the token was issued in the future; compare the clocks')
  }
  // From here on only elapsed time counts: a wall clock moved by an hour closes nothing and prolongs nothing.
  return { kind: 'valid', caller: { ...caller, expiresAt, deadline: monotonic + (expiresAt - now) } }
}

function toRefusal(error: unknown): TokenOutcome {
  if (error instanceof errors.JWTExpired) return refused('token-expired', 'the token has expired')
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return refused('token-signature', 'the signature of the token does not verify')
  }
  if (!(error instanceof errors.JWTClaimValidationFailed)) {
    return refused('token-malformed', 'the token cannot be read')
  }
  switch (error.claim) {
    case 'nbf':
      return refused('token-not-yet-valid', 'the token is not valid yet; compare the clocks')
    case 'iss':
      return refused('token-issuer', 'the token is from another issuer than NOBET_JWT_ISSUER')
    case 'aud':
      return refused('token-audience', 'the token is for another audience than NOBET_JWT_AUDIENCE')
    default:
      return refused('token-claims', `the claim "${error.claim}" of the token is missing or not right`)
  }
}

const refused = (fault: TokenFault, reason: string): TokenOutcome => ({ kind: 'refused', fault, reason })
