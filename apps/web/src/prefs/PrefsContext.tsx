import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { useStore } from 'zustand'
import { type Language, type Prefs, type PrefsStore, toLanguage, toTimeZone } from './prefs.ts'

const Context = createContext<PrefsStore | undefined>(undefined)

export function PrefsProvider({ store, children }: { store: PrefsStore; children: ReactNode }) {
  useAppliedTheme(useStore(store, (prefs) => prefs.theme))
  return <Context value={store}>{children}</Context>
}

export function usePrefsStore(): PrefsStore {
  const store = useContext(Context)
  if (store === undefined) throw new Error('PrefsProvider is missing')
  return store
}

export function usePrefs(): Prefs & { readonly set: (change: Partial<Prefs>) => void } {
  const store = usePrefsStore()
  return { ...useStore(store), set: (change) => store.setState(change) }
}

export const useLanguage = (): Language => useStore(usePrefsStore(), (prefs) => toLanguage(prefs, navigator.languages))

const zones = new Map<string, string>()

/** Asking the browser for its zone is slow, and every component that writes a time wants it: asked once a page. */
export function useTimeZone(): string {
  const timeZone = useStore(usePrefsStore(), (prefs) => prefs.timeZone)
  const known = zones.get(timeZone)
  if (known !== undefined) return known
  const zone = toTimeZone({ timeZone })
  zones.set(timeZone, zone)
  return zone
}

function useAppliedTheme(theme: Prefs['theme']): void {
  useEffect(() => {
    const light = matchMedia('(prefers-color-scheme: light)')
    const apply = () => {
      document.documentElement.dataset['theme'] = theme === 'system' ? (light.matches ? 'light' : 'dark') : theme
    }
    apply()
    light.addEventListener('change', apply)
    return () => light.removeEventListener('change', apply)
  }, [theme])
}
