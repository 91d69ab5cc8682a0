import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { usePrefsStore } from '../prefs/PrefsContext.tsx'
import { toTimeZone } from '../prefs/prefs.ts'

/** A link from a board names the zone its times were read in (`tz`): it becomes the chosen one, and leaves the address. */
export function useLinkedZone(): void {
  const { tz } = useSearch({ from: '__root__' })
  const prefs = usePrefsStore()
  const navigate = useNavigate()
  useEffect(() => {
    if (tz === undefined) return
    const wanted = tz === 'browser' || tz === '' ? 'local' : tz.toLowerCase() === 'utc' ? 'utc' : tz
    if (wanted === 'local' || wanted === 'utc' || toTimeZone({ timeZone: wanted }) === wanted)
      prefs.setState({ timeZone: wanted })
    void navigate({ to: '.', replace: true, search: (search) => ({ ...search, tz: undefined }) })
  }, [tz, prefs, navigate])
}
