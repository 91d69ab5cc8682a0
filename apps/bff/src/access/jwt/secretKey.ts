import type { KeySource } from './keySource.ts'

/** HS256 with a key shorter than its hash can be guessed (RFC 7518 section 3.2). */
export const SECRET_BYTES_MIN = 32

/** One shared secret, HS256 and nothing else. */
export function createSecretKey(secret: string): KeySource {
  const key = toSecretBytes(secret)
  return { algorithms: ['HS256'], find: async () => ({ kind: 'key', key }) }
}

export const toSecretBytes = (secret: string): Uint8Array => new TextEncoder().encode(secret)
