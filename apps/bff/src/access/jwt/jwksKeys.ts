import { createLocalJWKSet, errors, type JSONWebKeySet } from 'jose'
import type { Clock } from '../../clock.ts'
import type { KeyOutcome, KeySource } from './keySource.ts'
import { readJwks } from './readJwks.ts'

/** Keys are fetched again after this, so that a removed one stops working. */
export const JWKS_REFRESH_MS = 10 * 60_000
/** How long known keys work while the address that gave them is down. */
export const JWKS_STALE_MAX_MS = 6 * 3_600_000
/** An unknown `kid` asks anew, but not more often than this: made-up ones must not become requests. */
export const JWKS_COOLDOWN_MS = 30_000
/** After a failed try. */
export const JWKS_RETRY_MS = 5_000

export interface JwksDeps {
  readonly clock: Pick<Clock, 'monotonic'>
  readonly fetch: typeof globalThis.fetch
  /** Told why the keys could not be fetched. */
  readonly onFault: (reason: string) => void
}

type Find = ReturnType<typeof createLocalJWKSet>
type Header = Parameters<KeySource['find']>[0]

/** RS256 and ES256 keys from a JWKS address: cached, bounded, and known keys outlive an outage. */
export function createJwksKeys({ clock, fetch, onFault }: JwksDeps, url: string): KeySource {
  let held: { readonly find: Find; readonly at: number } | undefined
  let loading: Promise<void> | undefined
  let nextTryAt = 0

  const age = () => (held === undefined ? Number.POSITIVE_INFINITY : clock.monotonic() - held.at)

  const load = async () => {
    const outcome = await readJwks(fetch, url)
    const now = clock.monotonic()
    if (outcome.kind === 'keys')
      held = { find: createLocalJWKSet(outcome.jwks as JSONWebKeySet), at: now } // checked by readJwks
    else onFault(outcome.reason)
    nextTryAt = now + (outcome.kind === 'keys' ? JWKS_COOLDOWN_MS : JWKS_RETRY_MS)
  }

  /** One fetch at a time, and none before its time. */
  const refresh = async () => {
    if (loading === undefined && clock.monotonic() < nextTryAt) return
    loading ??= load().finally(() => {
      loading = undefined
    })
    await loading
  }

  return {
    algorithms: ['RS256', 'ES256'],
    async find(header) {
      if (age() > JWKS_STALE_MAX_MS) await refresh()
      // Nobody waits for a refresh while the keys held are good enough; `load` reports its own faults.
      else if (age() > JWKS_REFRESH_MS) void refresh()
      if (held === undefined || age() > JWKS_STALE_MAX_MS) return unavailable(nextTryAt - clock.monotonic())
      const found = await look(held.find, header)
      if (found.kind !== 'unknown') return found
      await refresh()
      return await look(held.find, header)
    },
  }
}

const unavailable = (waitMs: number): KeyOutcome => ({ kind: 'unavailable', retryAfterMs: Math.max(1_000, waitMs) })

async function look(find: Find, { alg, kid }: Header): Promise<KeyOutcome> {
  try {
    return { kind: 'key', key: await find({ alg, ...(kid === undefined ? {} : { kid }) }) }
  } catch (error) {
    if (error instanceof errors.JWKSMultipleMatchingKeys) {
      return { kind: 'unknown', reason: 'the token names no key (kid) and the JWKS has several that could be meant' }
    }
    return { kind: 'unknown', reason: 'the token is signed with a key that the JWKS does not have' }
  }
}
