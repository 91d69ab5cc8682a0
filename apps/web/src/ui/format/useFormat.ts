import { useMemo } from 'react'
import { useLanguage, useTimeZone } from '../../prefs/PrefsContext.tsx'
import { createFormat, type Format } from './createFormat.ts'

/** The formatters for the chosen language and time zone. */
export function useFormat(): Format {
  const language = useLanguage()
  const timeZone = useTimeZone()
  return useMemo(() => createFormat({ language, timeZone }), [language, timeZone])
}
