import type { CryptoKey, KeyObject } from 'jose'

export type VerifyKey = CryptoKey | KeyObject | Uint8Array

export type KeyOutcome =
  | { readonly kind: 'key'; readonly key: VerifyKey }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'unavailable'; readonly retryAfterMs: number }

/** Where keys come from. It pins the algorithms: a token has no say in how it is verified. */
export interface KeySource {
  readonly algorithms: readonly string[]
  find(header: { readonly alg: string; readonly kid?: string | undefined }): Promise<KeyOutcome>
}
