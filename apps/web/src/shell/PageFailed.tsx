import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Panel } from '../ui/panel/Panel.tsx'
import { PanelError } from '../ui/panel/PanelStates.tsx'

/** A page that threw takes only itself down. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const t = useTranslations('shell')
  const router = useRouter()
  // The tab keeps its last picture: a reload would lose it when the panel's server is away.
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Panel title={t('failedHead')} provenance={{ kind: 'unavailable' }}>
      <PanelError title={t('failed')} message={error instanceof Error ? error.message : String(error)}>
        <p>{t('failedDetail')}</p>
        <Button icon={<RotateCw />} onClick={retry}>
          {t('retry')}
        </Button>
      </PanelError>
    </Panel>
  )
}
