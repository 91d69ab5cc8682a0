import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useSources } from '../../api/queries.ts'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelLoading, PanelNotConfigured } from '../../ui/panel/PanelStates.tsx'

/** Its children only where Tempo is connected; else which key connects it. */
export function TempoGate({ children }: { children: ReactNode }) {
  const t = useTranslations('traces')
  const sources = useSources()
  const tempo = sources.data?.sources.find(({ id }) => id === 'tempo')
  if (sources.isPending)
    return (
      <Panel title={t('title')} provenance={{ kind: 'loading' }}>
        <PanelLoading lines={8} />
      </Panel>
    )
  // Whether it is connected is only a hint: where that cannot be read, Tempo itself is asked.
  if (tempo?.state !== 'not_configured') return children
  return (
    <Panel title={t('title')} provenance={{ kind: 'not_configured' }}>
      <PanelNotConfigured title={t('notConfigured')} configKey="NOBET_TEMPO_URL" fileKey="tempo.url">
        <p>{t('notConfiguredHint')}</p>
      </PanelNotConfigured>
    </Panel>
  )
}
