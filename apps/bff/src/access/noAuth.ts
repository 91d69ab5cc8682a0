import { Role } from '@nobet/contracts'
import type { Authenticator, AuthOutcome } from './authenticator.ts'

/** `auth.mode: none`: every caller is the local admin, or the local user of the role asked for. */
export function createNoAuth(): Authenticator {
  return {
    fromRequest: async (header) => toLocalUser('x-nobet-role', header('x-nobet-role')),
    fromHello: async (hello, upgrade) => (hello.role === undefined ? upgrade : toLocalUser('role', hello.role)),
  }
}

function toLocalUser(field: string, wanted: string | undefined): AuthOutcome {
  if (wanted === undefined) return { kind: 'caller', caller: { name: 'local-admin', role: 'admin' } }
  const role = Role.options.find((known) => known === wanted)
  if (role === undefined) {
    return { kind: 'unauthorized', reason: `${field} must be one of ${Role.options.join(', ')}` }
  }
  return { kind: 'caller', caller: { name: `local-${role}`, role } }
}
