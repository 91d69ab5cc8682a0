import { parseJsonWith } from '@nobet/contracts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import * as z from 'zod/mini'

const STORAGE_KEY = 'nobet.prefs'
/** Read by `public/appearance.js` before the first paint: rename in both. */
const THEME_KEY = 'nobet.theme'

const LANGUAGES = ['en', 'tr'] as const
const THEMES = ['system', 'dark', 'light'] as const

const Prefs = z.object({
  theme: z.enum(THEMES),
  /** `null` follows the browser. */
  language: z.nullable(z.enum(LANGUAGES)),
  /** `local`, `utc` or an IANA name. */
  timeZone: z.string(),
  rail: z.enum(['wide', 'narrow']),
})

/** What this person chose on this browser. */
export type Prefs = z.infer<typeof Prefs>
export type PrefsStore = StoreApi<Prefs>
export type Language = (typeof LANGUAGES)[number]

const DEFAULTS: Prefs = { theme: 'system', language: null, timeZone: 'local', rail: 'wide' }

/** Preferences kept in `storage`; damaged or forbidden storage means defaults, never a failure to start. */
export function createPrefsStore(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): PrefsStore {
  const store = createStore<Prefs>(() => readPrefs(storage))
  store.subscribe((prefs) => {
    try {
      storage?.setItem(STORAGE_KEY, JSON.stringify(prefs))
      storage?.setItem(THEME_KEY, prefs.theme)
    } catch {
      // A full or forbidden storage costs only the memory of the choice.
    }
  })
  return store
}

function readPrefs(storage: Pick<Storage, 'getItem'> | undefined): Prefs {
  try {
    const saved = parseJsonWith(Prefs, storage?.getItem(STORAGE_KEY) ?? '')
    return saved.ok ? saved.value : DEFAULTS
  } catch {
    return DEFAULTS
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
