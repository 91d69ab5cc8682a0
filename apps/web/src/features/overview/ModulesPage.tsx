import { useTranslations } from 'use-intl'
import { usePageTitle } from '../../shell/usePageTitle.ts'
import text from '../../ui/text.module.css'
import { ModuleRows } from './ModuleRows.tsx'

/** Every module as a row, worst first. */
export function ModulesPage() {
  const t = useTranslations('overview')
  usePageTitle(t('modules'))
  return (
    <>
      <h1 className={text['hidden']}>{t('modules')}</h1>
      <ModuleRows />
    </>
  )
}
