import { parseWith } from '@nobet/contracts'
import * as z from 'zod/mini'

const KEY = 'nobet.alerts.filters'
/** So many are kept in this browser. */
export const SAVED_MAX = 20
export const NAME_CHARS_MAX = 40

const SavedFilter = z.object({ name: z.string().check(z.maxLength(NAME_CHARS_MAX)), text: z.string() })
export type SavedFilter = z.infer<typeof SavedFilter>

/** In the order of saving; what cannot be read is gone. */
export function readSaved(store: Pick<Storage, 'getItem'> | undefined): SavedFilter[] {
  try {
    const parsed = parseWith(z.array(SavedFilter), JSON.parse(store?.getItem(KEY) ?? '[]'))
    return parsed.ok ? parsed.value.slice(0, SAVED_MAX) : []
  } catch {
    return []
  }
}

/** Keeps them; a store that is full or forbidden keeps them only while the page is open. */
export function writeSaved(store: Pick<Storage, 'setItem'> | undefined, saved: readonly SavedFilter[]): void {
  try {
    store?.setItem(KEY, JSON.stringify(saved))
  } catch {
    // The list on screen holds them until the page is left.
  }
}

/** With this one; the same name is replaced. `undefined`: there is no room. */
export function addSaved(saved: readonly SavedFilter[], added: SavedFilter): SavedFilter[] | undefined {
  const others = saved.filter(({ name }) => name !== added.name)
  return others.length >= SAVED_MAX ? undefined : [...others, added]
}
