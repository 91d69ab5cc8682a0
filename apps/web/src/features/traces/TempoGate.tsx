import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useSources } from '../../api/queries.ts'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelNotConfigured } from '../../ui/panel/PanelStates.tsx'

/** Its children only where Tempo is connected; else which key connects it. */
export function TempoGate({ children }: { children: ReactNode }) {
  const t = useTranslations('traces')
  const tempo = useSources().data?.sources.find(({ id }) => id === 'tempo')
  if (tempo?.state !== 'not_configured') return children
  return (
    <Panel title={t('title')} provenance={{ kind: 'not_configured' }}>
      <PanelNotConfigured title={t('notConfigured')} configKey="NOBET_TEMPO_URL" fileKey="tempo.url">
        <p>{t('notConfiguredHint')}</p>
      </PanelNotConfigured>
    </Panel>
  )
}
