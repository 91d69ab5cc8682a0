/** A request as the admission rules see it, whatever door it came through. */
export interface Knock {
  readonly method: string
  readonly upgrade: boolean
  header(name: string): string | undefined
  headerNames(): Iterable<string>
}

export interface Refusal {
  readonly status: 403 | 421
  readonly code: string
  readonly title: string
  /** Says what to set to be let in. */
  readonly detail: string
}

export interface AdmissionRules {
  readonly authMode: 'none' | 'jwt' | 'oidc'
  readonly publicUrl?: string | undefined
  readonly allowedOrigins: readonly string[]
}

export type JudgeAdmission = (knock: Knock) => Refusal | undefined

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** Host, Origin, Fetch-Metadata and forwarded-header rules (PROTOCOL "Who may come in"); one judge for HTTP and upgrades. */
export function createAdmission(rules: AdmissionRules): JudgeAdmission {
  const publicHost = rules.publicUrl === undefined ? undefined : new URL(rules.publicUrl).host.toLowerCase()
  const origins = new Set(rules.allowedOrigins.map(toOrigin))
  if (rules.publicUrl !== undefined) origins.add(new URL(rules.publicUrl).origin)
  return (knock) => judgeHost(knock, publicHost) ?? judgeForwarded(knock, rules) ?? judgeOrigin(knock, rules, origins)
}

/** Whether a `Host` value, with or without port, names this machine itself. */
export const isLoopbackHost = (host: string): boolean => isLoopbackName(host.replace(/:\d{1,5}$/, ''))

/** Whether a name or address, IPv6 in brackets, is this machine's own. */
export function isLoopbackName(host: string): boolean {
  const name = host.toLowerCase()
  return name === 'localhost' || name === '[::1]' || /^127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(name)
}

function judgeHost(knock: Knock, publicHost: string | undefined): Refusal | undefined {
  const host = knock.header('host')?.toLowerCase()
  if (host !== undefined && (isLoopbackHost(host) || host === publicHost)) return undefined
  return {
    status: 421,
    code: 'misdirected',
    title: 'Not a name of this panel',
    detail: `Host "${shorten(host ?? '')}" is neither a loopback name nor that of NOBET_PUBLIC_URL`,
  }
}

function judgeForwarded(knock: Knock, rules: AdmissionRules): Refusal | undefined {
  if (rules.authMode !== 'none') return undefined
  for (const name of knock.headerNames()) {
    const header = name.toLowerCase()
    if (header !== 'forwarded' && !header.startsWith('x-forwarded-')) continue
    return {
      status: 403,
      code: 'forwarded-without-auth',
      title: 'Forwarded requests need authentication',
      detail: `${header} means somebody else stands behind this request; with NOBET_AUTH=none only this machine is served`,
    }
  }
  return undefined
}

function judgeOrigin(knock: Knock, rules: AdmissionRules, allowed: ReadonlySet<string>): Refusal | undefined {
  const origin = knock.header('origin')
  const strict = rules.authMode === 'none'
  if (strict && knock.header('sec-fetch-site') === 'cross-site') return foreignOrigin(origin ?? 'another site')
  if (origin === undefined) return undefined
  if (!strict && !knock.upgrade && SAFE_METHODS.includes(knock.method)) return undefined
  const own = `http://${knock.header('host')?.toLowerCase()}`
  return origin.toLowerCase() === own || allowed.has(origin.toLowerCase()) ? undefined : foreignOrigin(origin)
}

const foreignOrigin = (origin: string): Refusal => ({
  status: 403,
  code: 'foreign-origin',
  title: 'Origin not allowed',
  detail: `Origin ${shorten(origin)} is not this panel's own; set NOBET_PUBLIC_URL (behind a proxy) or NOBET_ALLOWED_ORIGINS`,
})

const SHOWN_CHARS = 200
const shorten = (text: string): string => text.slice(0, SHOWN_CHARS)
const toOrigin = (url: string): string => new URL(url).origin
