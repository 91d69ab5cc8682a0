const DEFAULT_PORT = 6379
const DEFAULT_SENTINEL_PORT = 26379
const DEFAULT_MASTER = 'mymaster'

interface Address {
  readonly host: string
  readonly port: number
}

interface Access {
  readonly username?: string
  readonly password?: string
  readonly tls: boolean
}

/** Where the panel's own Redis is, and of which kind. */
export type RedisTarget =
  | ({ readonly kind: 'standalone'; readonly address: Address; readonly db: number } & Access)
  | ({
      readonly kind: 'sentinel'
      readonly sentinels: readonly Address[]
      readonly master: string
      readonly db: number
    } & Access)
  | ({ readonly kind: 'cluster'; readonly nodes: readonly Address[] } & Access)

export type RedisTargetReading =
  | { readonly ok: true; readonly target: RedisTarget }
  | { readonly ok: false; readonly expected: string }

const EXPECTED =
  'redis://[user:password@]host[:port][/db], redis+sentinel://[user:password@]host[:port],…/master[/db], or ' +
  'redis+cluster://[user:password@]host[:port],…; rediss for TLS'
const URL_PATTERN = /^(rediss?)(\+sentinel|\+cluster)?:\/\/(?:([^/@]*)@)?([^/@?#]+)(\/[^?#]*)?$/

/** Reads `NOBET_REDIS_URL`. Several addresses are separated by commas. */
export function readRedisTarget(url: string): RedisTargetReading {
  const match = URL_PATTERN.exec(url)
  if (match === null) return { ok: false, expected: EXPECTED }
  const [, scheme, kind, login, hosts = '', path = ''] = match
  const addresses = readAddresses(hosts, kind === '+sentinel' ? DEFAULT_SENTINEL_PORT : DEFAULT_PORT)
  const [one] = addresses ?? []
  const parts = path.split('/').filter((part) => part !== '')
  const db = readDb(kind === '+sentinel' ? parts[1] : parts[0])
  const access = readAccess(login, scheme === 'rediss')
  if (addresses === undefined || one === undefined || db === undefined || access === undefined) {
    return { ok: false, expected: EXPECTED }
  }
  if (kind === '+sentinel') {
    const master = parts[0] ?? DEFAULT_MASTER
    return { ok: true, target: { kind: 'sentinel', sentinels: addresses, master, db, ...access } }
  }
  if (kind === '+cluster') {
    // A cluster has one database; naming another is a mistake that must not pass in silence.
    if (parts.length > 0) return { ok: false, expected: EXPECTED }
    return { ok: true, target: { kind: 'cluster', nodes: addresses, ...access } }
  }
  if (addresses.length > 1 || parts.length > 1) return { ok: false, expected: EXPECTED }
  return { ok: true, target: { kind: 'standalone', address: one, db, ...access } }
}

function readAddresses(hosts: string, defaultPort: number): readonly Address[] | undefined {
  const addresses = hosts.split(',').map((text) => readAddress(text, defaultPort))
  return addresses.every((address) => address !== undefined) ? addresses : undefined
}

function readAddress(text: string, defaultPort: number): Address | undefined {
  const match = /^(\[[\da-fA-F:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/.exec(text)
  if (match?.[1] === undefined) return undefined
  const port = match[2] === undefined ? defaultPort : Number(match[2])
  return port > 0 && port < 65_536 ? { host: match[1].replace(/^\[|\]$/g, ''), port } : undefined
}

function readDb(text: string | undefined): number | undefined {
  if (text === undefined) return 0
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined
}

function readAccess(login: string | undefined, tls: boolean): Access | undefined {
  if (login === undefined || login === '') return { tls }
  const colon = login.indexOf(':')
  try {
    const username = decodeURIComponent(colon < 0 ? login : login.slice(0, colon))
    const password = colon < 0 ? '' : decodeURIComponent(login.slice(colon + 1))
    return { tls, ...(username === '' ? {} : { username }), ...(password === '' ? {} : { password }) }
  } catch {
    return undefined
  }
}
