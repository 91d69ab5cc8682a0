import { parseArgs } from 'node:util'
import { MODULE_ID_PATTERN, Role, ROLES } from '@nobet/contracts'
import { SignJWT } from 'jose'
import { judgeStart } from './judgeStart.ts'
import { toSecretBytes } from '../access/jwt/secretKey.ts'
import { formatFault } from '../config/configFault.ts'
import { type ConfigDeps, loadConfig } from '../config/loadConfig.ts'

const DEFAULT_LIFE = '8h'
const UNIT_S: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 }
const LIFE_MAX_S = 400 * 86_400

const USAGE = [
  'usage: token --role viewer|operator|admin [--name elif] [--modules finbot,mubot] [--expires 8h]',
  '       token --module finbot [--expires 8h]    (a publisher: it may publish for its module and reads nothing)',
].join('\n')

export type MintOutcome =
  | { readonly kind: 'minted'; readonly token: string; readonly about: string }
  | { readonly kind: 'refused'; readonly reason: string }

/** `token`: an HS256 token of the configuration in force, for development and for modules. `now`: epoch ms. */
export async function mintToken(files: ConfigDeps, args: readonly string[], now: number): Promise<MintOutcome> {
  const wish = readWish(args)
  if (typeof wish === 'string') return refused(`${wish}\n${USAGE}`)
  const loaded = loadConfig(files)
  if (loaded.kind === 'faulty') return refused(loaded.faults.map(formatFault).join('\n'))
  const { config } = loaded.loaded
  const { jwtSecret, jwtIssuer, jwtAudience } = config.auth
  if (jwtSecret === undefined) return refused(NO_SECRET)
  const weak = judgeStart({ ...config, auth: { ...config.auth, mode: 'jwt' } })
  if (weak !== undefined) return refused(weak)
  const issuedAt = Math.floor(now / 1000)
  const expiresAt = issuedAt + wish.lifeS
  const token = new SignJWT(wish.claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).setSubject(wish.name)
  if (jwtIssuer !== undefined) token.setIssuer(jwtIssuer)
  if (jwtAudience !== undefined) token.setAudience(jwtAudience)
  const signed = await token.setIssuedAt(issuedAt).setExpirationTime(expiresAt).sign(toSecretBytes(jwtSecret))
  const until = new Date(expiresAt * 1000).toISOString()
  return { kind: 'minted', token: signed, about: `${wish.name}, ${JSON.stringify(wish.claims)}, until ${until}` }
}

interface Wish {
  readonly name: string
  readonly claims: { readonly role?: Role; readonly modules?: string[]; readonly module?: string }
  readonly lifeS: number
}

const text = { type: 'string' } as const

/** What is asked for, or what is wrong with it. */
function readWish(args: readonly string[]): Wish | string {
  let values
  try {
    const options = { role: text, name: text, modules: text, module: text, expires: text }
    values = parseArgs({ args: [...args], options }).values
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const { module, expires = DEFAULT_LIFE } = values
  const role = ROLES.find((known) => known === values.role)
  const modules = values.modules?.split(',').map((id) => id.trim())
  const lifeS = toSeconds(expires)
  if (values.role !== undefined && role === undefined) return `--role must be one of ${ROLES.join(', ')}`
  if (role === undefined && module === undefined) return 'say --role or --module'
  if (module !== undefined && (role ?? modules) !== undefined)
    return '--module makes a publisher: no --role, no --modules'
  if ([module, ...(modules ?? [])].some((id) => id !== undefined && !MODULE_ID_PATTERN.test(id))) {
    return 'a module id is 1-64 of a-z, 0-9 and "-"'
  }
  if (lifeS === undefined) return '--expires is a number with s, m, h or d, at most 400d; for example 8h'
  const claims = { ...(role && { role }), ...(modules && { modules }), ...(module && { module }) }
  return { name: values.name ?? module ?? role ?? 'dev', claims, lifeS }
}

function toSeconds(life: string): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,9})([smhd])$/.exec(life) ?? []
  const seconds = Number(digits) * (UNIT_S[unit] ?? Number.NaN)
  return seconds > 0 && seconds <= LIFE_MAX_S ? seconds : undefined
}

const NO_SECRET = [
  'NOBET_JWT_SECRET (or NOBET_JWT_SECRET_FILE) is not set: tokens are signed with the secret the panel verifies them with.',
  'With NOBET_JWKS_URL tokens come from your identity provider.',
].join('\n')

const refused = (reason: string): MintOutcome => ({ kind: 'refused', reason })
