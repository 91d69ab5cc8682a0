import type { Clock } from '../clock.ts'
import { PANEL_KEYS } from './panelKeys.ts'
import type { CatalogueShelf, KeptCatalogue } from '../modules/catalogueStore.ts'
import type { RedisClient } from './redisClient.ts'
import { withDeadline } from './withDeadline.ts'

const ANSWER_WITHIN_MS = 1_500
/** What a module's server lists is bounded where it is read; a larger text is no catalogue of ours. */
const CHARACTERS_MAX = 8 * 1024 * 1024
/** Of a module that is no longer configured. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000

export interface CatalogueShelfDeps {
  readonly clock: Clock
  readonly client: RedisClient
}

/** Catalogues shared by all panels, one key a module. */
export function createRedisShelf({ clock, client }: CatalogueShelfDeps): CatalogueShelf {
  const keyOf = (id: string) => PANEL_KEYS.catalogue(id)
  const within = <T>(work: Promise<T>) => withDeadline(clock, ANSWER_WITHIN_MS, work)
  return {
    async put(id, catalogue) {
      const text = JSON.stringify(catalogue)
      if (text.length > CHARACTERS_MAX) throw new Error(`the catalogue of ${id} is too large to be shared`)
      await within(client.set(keyOf(id), text, 'PX', KEPT_MS))
    },
    async get(id) {
      const text = await within(client.get(keyOf(id)))
      // Written by another panel of this version or one near it; unreadable text throws and is reported.
      return text === null ? undefined : (JSON.parse(text) as KeptCatalogue)
    },
  }
}
