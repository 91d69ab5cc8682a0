import { ModuleId, parseWith, Role } from '@nobet/contracts'
import type { Caller } from '@nobet/domain/access'
import * as z from 'zod/mini'

const MODULES_MAX = 256
const LATEST_EPOCH_S = 253_402_300_799

/** What a token says (PROTOCOL "Who may come in"); other claims are the issuer's own business. */
const Claims = z.looseObject({
  sub: z.string().check(z.regex(/^[^\p{Cc}]{1,128}$/u, 'expected 1-128 characters')),
  role: z.optional(Role),
  modules: z.optional(z.array(ModuleId).check(z.maxLength(MODULES_MAX))),
  module: z.optional(ModuleId),
  exp: z.number().check(z.gt(0), z.lte(LATEST_EPOCH_S)),
  iat: z.optional(z.number()),
})

export type ClaimsOutcome =
  | {
      readonly kind: 'claims'
      readonly caller: Caller
      readonly expiresAt: number
      readonly issuedAt: number | undefined
    }
  | { readonly kind: 'refused'; readonly reason: string }

/** The caller a verified payload names, or the claim that is wrong. A module's own token needs no role. */
export function readClaims(payload: unknown): ClaimsOutcome {
  const parsed = parseWith(Claims, payload)
  if (!parsed.ok) {
    const faults = parsed.faults.map(({ path, expected }) => `${path}: ${expected}`)
    return { kind: 'refused', reason: `the token's claims are not right: ${faults.join('; ')}` }
  }
  const { sub, role, modules, module, exp, iat } = parsed.value
  if (role === undefined && module === undefined) {
    return { kind: 'refused', reason: `the token names neither a role (${Role.options.join(', ')}) nor a module` }
  }
  const caller: Caller = {
    name: sub,
    role: role ?? 'viewer',
    ...(modules === undefined ? {} : { modules }),
    ...(module === undefined ? {} : { publisher: module }),
  }
  return { kind: 'claims', caller, expiresAt: exp * 1000, issuedAt: iat === undefined ? undefined : iat * 1000 }
}
