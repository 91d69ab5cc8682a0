import { type ReactNode, useEffect, useState } from 'react'
import { IntlProvider } from 'use-intl'
import { useLanguage, useTimeZone } from '../prefs/PrefsContext.tsx'
import { type Catalogue, loadCatalogue } from './messages.ts'

interface Props {
  /** Loaded before the first paint, so that no text ever appears late. */
  readonly initial: Catalogue
  readonly children: ReactNode
}

/** The chosen language for everything below; while another one is on its way, or cannot be had, the former stays. */
export function I18nProvider({ initial, children }: Props) {
  const wanted = useLanguage()
  const [shown, setShown] = useState(initial)
  useEffect(() => {
    let current = true
    if (wanted !== shown.language)
      loadCatalogue(wanted).then(
        (catalogue) => current && setShown(catalogue),
        () => {},
      )
    return () => {
      current = false
    }
  }, [wanted, shown.language])
  useEffect(() => {
    document.documentElement.lang = shown.language
  }, [shown.language])
  return (
    <IntlProvider locale={shown.language} messages={shown.messages} timeZone={useTimeZone()}>
      {children}
    </IntlProvider>
  )
}
