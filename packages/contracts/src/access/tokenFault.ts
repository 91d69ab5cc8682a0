import type { Problem } from '../http/problem.ts'

/** Why a credential was refused; the `code` of the 401 that says so. */
export const TOKEN_FAULTS = [
  /** Nothing was presented. */
  'unauthorized',
  /** The session of the cookie is over, or was never here. */
  'session-ended',
  'token-malformed',
  'token-signature',
  'token-expired',
  'token-not-yet-valid',
  'token-issuer',
  'token-audience',
  /** `sub`, `role`, `modules` or `module` are not what they must be. */
  'token-claims',
] as const
export type TokenFault = (typeof TOKEN_FAULTS)[number]

/** The end of a problem's `type`, `urn:nobet:problem:<code>`. */
export const problemCode = (problem: Problem): string => problem.type.slice(problem.type.lastIndexOf(':') + 1)
