import { useTranslations } from 'use-intl'
import { usePageTitle } from '../../shell/usePageTitle.ts'
import { ModuleRows } from './ModuleRows.tsx'

/** Every module as a row, worst first. */
export function ModulesPage() {
  usePageTitle(useTranslations('overview')('modules'))
  return <ModuleRows />
}
