import { createStore, type StoreApi } from 'zustand/vanilla'
import * as z from 'zod/mini'

/** Read by `public/appearance.js` before the first paint: rename in both. */
const STORAGE_KEY = 'nobet.prefs'

const Prefs = z.object({
  theme: z.catch(z.enum(['system', 'dark', 'light']), 'system'),
  language: z.catch(z.nullable(z.enum(['en', 'tr'])), null),
  /** `local`, `utc` or an IANA name. */
  timeZone: z.catch(z.string(), 'local'),
  rail: z.catch(z.enum(['wide', 'narrow']), 'wide'),
})

/** What this person chose on this browser; `language: null` follows the browser. */
export type Prefs = z.infer<typeof Prefs>
export type PrefsStore = StoreApi<Prefs>
export type Language = 'en' | 'tr'

/** Preferences kept in `storage`; damaged or forbidden storage means defaults, never a failure to start. */
export function createPrefsStore(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): PrefsStore {
  const store = createStore<Prefs>(() => readPrefs(storage))
  store.subscribe((prefs) => {
    try {
      storage?.setItem(STORAGE_KEY, JSON.stringify(prefs))
    } catch {
      // A full or forbidden storage costs only the memory of the choice.
    }
  })
  return store
}

function readPrefs(storage: Pick<Storage, 'getItem'> | undefined): Prefs {
  const defaults = z.parse(Prefs, {})
  try {
    const parsed = z.safeParse(Prefs, JSON.parse(storage?.getItem(STORAGE_KEY) ?? '{}'))
    return parsed.success ? parsed.data : defaults
  } catch {
    return defaults
  }
}

export const toLanguage = (prefs: Prefs, browserLanguages: readonly string[]): Language => {
  if (prefs.language !== null) return prefs.language
  const first = browserLanguages.find((tag) => tag.startsWith('tr') || tag.startsWith('en'))
  return first?.startsWith('tr') === true ? 'tr' : 'en'
}

/** An IANA zone for `Intl`; a zone this browser does not know falls back to its own. */
export function toTimeZone(prefs: Pick<Prefs, 'timeZone'>): string {
  const local = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (prefs.timeZone === 'local') return local
  if (prefs.timeZone === 'utc') return 'UTC'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: prefs.timeZone }).resolvedOptions().timeZone
  } catch {
    return local
  }
}
