import { type ReactNode, useEffect } from 'react'
import { IntlProvider } from 'use-intl'
import { useLanguage, useTimeZone } from '../prefs/PrefsContext.tsx'
import { MESSAGES } from './messages.ts'

/** The chosen language for everything below; a missing key cannot happen, the type check sees to it. */
export function I18nProvider({ children }: { children: ReactNode }) {
  const language = useLanguage()
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <IntlProvider locale={language} messages={MESSAGES[language]} timeZone={useTimeZone()}>
      {children}
    </IntlProvider>
  )
}
