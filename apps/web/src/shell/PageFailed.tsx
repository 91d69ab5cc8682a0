import type { ErrorComponentProps } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Panel } from '../ui/panel/Panel.tsx'
import { PanelError } from '../ui/panel/PanelStates.tsx'

/** A page that threw takes only itself down. */
export function PageFailed({ error }: ErrorComponentProps) {
  const t = useTranslations('shell')
  return (
    <Panel title={t('failed')}>
      <PanelError title={t('failed')} message={error instanceof Error ? error.message : String(error)}>
        <p>{t('failedDetail')}</p>
        <Button onClick={() => location.reload()}>{t('reload')}</Button>
      </PanelError>
    </Panel>
  )
}
