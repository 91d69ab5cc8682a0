import type { Language } from '../prefs/prefs.ts'
import type { en } from './en.ts'

/** Every text of the panel, by namespace. English is the shape; Turkish must have every key. */
export type Messages = typeof en

/** One language and its texts. */
export interface Catalogue {
  readonly language: Language
  readonly messages: Messages
}

/** Fetches the texts of one language; nobody downloads the other. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const messages = language === 'tr' ? (await import('./tr.ts')).tr : (await import('./en.ts')).en
  return { language, messages }
}

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language
    Messages: Messages
  }
}
