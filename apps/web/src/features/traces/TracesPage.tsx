import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { LaterTexts } from '../../i18n/LaterTexts.tsx'
import { usePageTitle } from '../../shell/usePageTitle.ts'
import text from '../../ui/text.module.css'
import { FoundPanel } from './search/FoundPanel.tsx'
import { SearchForm } from './search/SearchForm.tsx'
import type { TracesSearch } from './search/tracesSearch.ts'
import styles from './TracesPage.module.css'
import { TempoGate } from './TempoGate.tsx'

/** Search of traces in Tempo; the whole of it is in the address. */
export function TracesPage() {
  return (
    <LaterTexts>
      <Content />
    </LaterTexts>
  )
}

function Content() {
  const t = useTranslations('traces')
  usePageTitle(t('title'))
  const search = useSearch({ from: '/traces' })
  const navigate = useNavigate({ from: '/traces' })
  const onSearch = (wanted: TracesSearch) =>
    void navigate({
      search: ({ range, from, to, refresh }) => ({ range, from, to, refresh, ...wanted }),
    })
  const onOpen = (traceId: string) => void navigate({ to: '/traces/$traceId', params: { traceId } })
  return (
    <div className={styles['page']}>
      <h1 className={text['hidden']}>{t('title')}</h1>
      <TempoGate>
        <SearchForm key={JSON.stringify(search)} search={search} onSearch={onSearch} onOpen={onOpen} />
        <FoundPanel search={search} />
      </TempoGate>
    </div>
  )
}
