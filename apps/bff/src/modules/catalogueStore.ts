import { type Catalogue, toTimestamp } from '@nobet/contracts'
import type { CatalogueContent } from '@nobet/domain/catalogue'
import { toEpoch } from '@nobet/domain/health'

export interface CatalogueInput {
  readonly content: CatalogueContent
  readonly hash: string
  readonly truncated: boolean
  /** Epoch milliseconds. */
  readonly at: number
}

export interface CatalogueStore {
  readonly set: (id: string, input: CatalogueInput) => void
  readonly read: (id: string) => Catalogue
}

const NEVER_SEEN: Catalogue = { tools: [], resources: [], prompts: [], hash: null, observedAt: null }

/** The last catalogue of every configured module: one each, itself bounded where it is read. */
export function createCatalogueStore(ids: readonly string[]): CatalogueStore {
  const held = new Map<string, Catalogue>()
  return {
    set(id, { content, hash, truncated, at }) {
      if (!ids.includes(id)) return
      held.set(id, { ...content, hash, observedAt: toTimestamp(toEpoch(at)), ...(truncated ? { truncated } : {}) })
    },
    read: (id) => held.get(id) ?? NEVER_SEEN,
  }
}
