import type { AlertRow } from '@nobet/contracts'
import { useLanguage } from '../../../prefs/PrefsContext.tsx'
import { type Runbook, readRunbook } from '../data/links.ts'
import { useReadLink } from '../data/LinkHostsContext.tsx'

export function useRunbook(alert: Pick<AlertRow, 'runbookUrl' | 'annotations'>): Runbook {
  const readLink = useReadLink()
  return readRunbook(alert, useLanguage(), readLink)
}
