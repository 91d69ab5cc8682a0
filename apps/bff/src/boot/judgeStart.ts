import type { Config } from '@nobet/contracts/config'
import { isLoopbackName } from '../access/admission.ts'
import { SECRET_BYTES_MIN, toSecretBytes } from '../access/jwt/secretKey.ts'
import { readRedisTarget } from '../redis/redisTarget.ts'

/** Why the panel must not start with this configuration; `undefined` when it may. */
export function judgeStart(config: Config): string | undefined {
  const redis = judgeRedis(config)
  if (redis !== undefined) return redis
  switch (config.auth.mode) {
    case 'none':
      return judgeOpen(config)
    case 'jwt':
      return judgeJwt(config)
    case 'oidc':
      return 'auth.mode "oidc" (NOBET_AUTH) is not in this version yet; "jwt" and, on a loopback address, "none" are'
  }
}

function judgeRedis({ redis }: Config): string | undefined {
  const reading = redis.url === undefined ? undefined : readRedisTarget(redis.url)
  return reading?.ok === false ? `redis.url (NOBET_REDIS_URL): expected ${reading.expected}` : undefined
}

function judgeOpen({ server }: Config): string | undefined {
  if (isLoopbackName(server.host === '::1' ? '[::1]' : server.host)) return undefined
  return [
    `server.host "${server.host}" (NOBET_HOST) can be reached from other machines, and with NOBET_AUTH=none`,
    'every caller would be admin. Use a loopback address (127.0.0.1, ::1, localhost), or NOBET_AUTH=jwt.',
  ].join(' ')
}

function judgeJwt({ auth }: Config): string | undefined {
  const { jwtSecret, jwksUrl } = auth
  if (jwtSecret === undefined && jwksUrl === undefined) {
    return 'NOBET_AUTH=jwt needs the key that tokens are verified with: set NOBET_JWT_SECRET (HS256) or NOBET_JWKS_URL (RS256, ES256)'
  }
  if (jwtSecret !== undefined && jwksUrl !== undefined) {
    return 'NOBET_JWT_SECRET and NOBET_JWKS_URL are both set; a token is verified by one of them, so set only one'
  }
  const bytes = jwtSecret === undefined ? SECRET_BYTES_MIN : toSecretBytes(jwtSecret).byteLength
  if (bytes >= SECRET_BYTES_MIN) return undefined
  return `NOBET_JWT_SECRET has ${bytes} bytes; HS256 needs ${SECRET_BYTES_MIN} or more (for example: openssl rand -base64 32)`
}
