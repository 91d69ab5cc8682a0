import type { Config } from '@nobet/contracts/config'
import { isLoopbackName } from '../access/admission.ts'

/** Why the panel must not start with this configuration; `undefined` when it may. */
export function judgeStart({ auth, server }: Config): string | undefined {
  if (auth.mode !== 'none') {
    return `auth.mode "${auth.mode}" (NOBET_AUTH) is not in this version yet; only "none" is, on a loopback address`
  }
  if (isLoopbackName(server.host === '::1' ? '[::1]' : server.host)) return undefined
  return [
    `server.host "${server.host}" (NOBET_HOST) can be reached from other machines, and with NOBET_AUTH=none`,
    'every caller would be admin. Use a loopback address (127.0.0.1, ::1, localhost).',
  ].join(' ')
}
