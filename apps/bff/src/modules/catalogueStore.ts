import { type Catalogue, toTimestamp } from '@nobet/contracts'
import type { CatalogueContent } from '@nobet/domain/catalogue'
import { toEpoch } from '@nobet/domain/health'
import type { SeenCatalogue } from './healthFeed.ts'

/** A catalogue as the prober saw it last. */
export interface KeptCatalogue {
  readonly content: CatalogueContent
  readonly hash: string
  readonly truncated: boolean
  /** The event that told of it: the next change is one step after it. */
  readonly eventId: string
  /** Epoch milliseconds. */
  readonly at: number
}

/** Where catalogues are shared between panels; one a module. A failure throws. */
export interface CatalogueShelf {
  put(id: string, catalogue: KeptCatalogue): Promise<void>
  get(id: string): Promise<KeptCatalogue | undefined>
}

export interface CatalogueStoreDeps {
  readonly shelf: CatalogueShelf
  /** What the log says the newest probe saw. */
  readonly seen: (id: string) => SeenCatalogue | undefined
  readonly reportError: (error: unknown) => void
}

/** The last catalogue of every configured module, on whichever panel it was seen. */
export interface CatalogueStore {
  /** By the prober, after its events were taken; only what changed is written. */
  readonly save: (id: string, catalogue: KeptCatalogue) => Promise<void>
  readonly read: (id: string) => Promise<Catalogue>
  /** For a prober that takes over. */
  readonly load: (id: string) => Promise<KeptCatalogue | undefined>
  /** The shelf may have been lost: the next catalogue is written whether it changed or not. */
  readonly distrust: () => void
}

const NEVER_SEEN: Catalogue = { tools: [], resources: [], prompts: [], hash: null, observedAt: null }

export function createCatalogueStore({ shelf, seen, reportError }: CatalogueStoreDeps): CatalogueStore {
  const held = new Map<string, KeptCatalogue>()
  const written = new Map<string, string>()

  const load = async (id: string) => {
    try {
      const found = await shelf.get(id)
      if (found !== undefined) held.set(id, found)
    } catch (error) {
      reportError(error)
    }
    return held.get(id)
  }

  return {
    load,
    async save(id, catalogue) {
      held.set(id, catalogue)
      if (written.get(id) === catalogue.hash) return
      try {
        await shelf.put(id, catalogue)
        written.set(id, catalogue.hash)
      } catch (error) {
        reportError(error)
      }
    },
    async read(id) {
      const newest = seen(id)
      const known = held.get(id)
      // What the shelf cannot give is answered with what was seen last, and says when that was.
      const kept = known !== undefined && (newest === undefined || newest.hash === known.hash) ? known : await load(id)
      if (kept === undefined) return NEVER_SEEN
      const at = newest?.hash === kept.hash ? Math.max(newest.at, kept.at) : kept.at
      const { content, hash, truncated } = kept
      return { ...content, hash, observedAt: toTimestamp(toEpoch(at)), ...(truncated ? { truncated } : {}) }
    },
    distrust: () => written.clear(),
  }
}

/** The shelf of a panel that is alone: what it holds is what the store holds already. */
export const createOwnShelf = (): CatalogueShelf => ({ put: async () => {}, get: async () => undefined })
