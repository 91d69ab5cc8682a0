import type { Section } from './model.ts'

type Language = 'en' | 'tr'

const asked = new Map<Language, Promise<readonly Section[]>>()

/** The guide in one language; one promise for each, so that a component that suspends finds it again. */
export function loadGuide(language: Language): Promise<readonly Section[]> {
  const known = asked.get(language)
  if (known !== undefined) return known
  const promise = fetchSections(language)
  asked.set(language, promise)
  promise.catch(() => asked.delete(language))
  return promise
}

/** Both languages, for the time when the panel's server is gone: then the guide is needed and cannot be had. */
export const fetchGuide = (): Promise<unknown> => Promise.allSettled([loadGuide('en'), loadGuide('tr')])

const fetchSections = async (language: Language): Promise<readonly Section[]> =>
  (language === 'tr' ? await import('virtual:guide/tr') : await import('virtual:guide/en')).sections
