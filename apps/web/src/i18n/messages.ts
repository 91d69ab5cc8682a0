import type { Language } from '../prefs/prefs.ts'
import type { en } from './en.ts'
import type { en as later } from './later.en.ts'

/** Every text of the panel, by namespace. English is the shape; Turkish must have every key. */
export type Messages = typeof en & Later
type Later = typeof later

/** One language and its texts. */
export interface Catalogue {
  readonly language: Language
  readonly messages: typeof en
}

/** Fetches the texts of one language; nobody downloads the other. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const messages = language === 'tr' ? (await import('./tr.ts')).tr : (await import('./en.ts')).en
  return { language, messages }
}

/** Fetches what `LaterTexts` adds. */
export async function loadLater(language: Language): Promise<Later> {
  return language === 'tr' ? (await import('./later.tr.ts')).tr : (await import('./later.en.ts')).en
}

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language
    Messages: Messages
  }
}
