import { parseWith } from '@nobet/contracts'
import * as z from 'zod/mini'

const TIMEOUT_MS = 5_000
const BODY_BYTES_MAX = 256 * 1024
const KEYS_MAX = 100

const Jwks = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).check(z.maxLength(KEYS_MAX)) })

export type JwksOutcome =
  | { readonly kind: 'keys'; readonly jwks: z.infer<typeof Jwks> }
  | { readonly kind: 'failed'; readonly reason: string }

/** One bounded look at a JWKS address; a redirect is a failure, since keys come from where the operator said. */
export async function readJwks(fetch: typeof globalThis.fetch, url: string): Promise<JwksOutcome> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { accept: 'application/jwk-set+json, application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (response.status !== 200) {
      await response.body?.cancel()
      return failed(`it answered ${response.status}`)
    }
    const text = await readText(response)
    if (text === undefined) return failed(`it answered more than ${BODY_BYTES_MAX} bytes`)
    const parsed = parseWith(Jwks, JSON.parse(text))
    return parsed.ok ? { kind: 'keys', jwks: parsed.value } : failed('it answered no key set')
  } catch (error) {
    return failed(describe(error))
  }
}

const failed = (reason: string): JwksOutcome => ({ kind: 'failed', reason })

async function readText(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > BODY_BYTES_MAX) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
