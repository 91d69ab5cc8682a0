import { type ReactNode, use, useMemo } from 'react'
import { IntlProvider, useLocale, useMessages } from 'use-intl'
import { useTimeZone } from '../prefs/PrefsContext.tsx'
import type { Language } from '../prefs/prefs.ts'
import { loadLater } from './messages.ts'

/** Adds the texts that the first screen does not need; suspends while they come. For pages and overlays loaded late. */
export function LaterTexts({ children }: { children: ReactNode }) {
  const locale = useLocale()
  const first = useMessages()
  const later = use(askOnce(locale))
  const messages = useMemo(() => ({ ...first, ...later }), [first, later])
  return (
    <IntlProvider locale={locale} messages={messages} timeZone={useTimeZone()}>
      {children}
    </IntlProvider>
  )
}

const asked = new Map<Language, ReturnType<typeof loadLater>>()

/** One promise for a language, so that a component that suspends finds it again; a failed one is asked anew. */
function askOnce(language: Language): ReturnType<typeof loadLater> {
  const known = asked.get(language)
  if (known !== undefined) return known
  const promise = loadLater(language)
  asked.set(language, promise)
  promise.catch(() => asked.delete(language))
  return promise
}
