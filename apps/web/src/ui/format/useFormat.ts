import { useLanguage, useTimeZone } from '../../prefs/PrefsContext.tsx'
import { createFormat, type Format } from './createFormat.ts'

const formats = new Map<string, Format>()

/** The formatters for the chosen language and time zone: one set for all components, since making one is slow. */
export function useFormat(): Format {
  const language = useLanguage()
  const timeZone = useTimeZone()
  const key = `${language} ${timeZone}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const format = createFormat({ language, timeZone })
  formats.set(key, format)
  return format
}
