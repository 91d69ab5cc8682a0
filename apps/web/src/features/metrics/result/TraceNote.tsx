import { Copy, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import styles from './Result.module.css'

/** The trace behind an exemplar. */
export function TraceNote({ traceId, onClose }: { traceId: string; onClose: () => void }) {
  const t = useTranslations('metrics')
  return (
    <p className={styles['trace']} role="status">
      {t('trace')} <code>{traceId}</code>
      <Button size="small" icon={<Copy />} onClick={() => void navigator.clipboard?.writeText(traceId)}>
        {t('copyTrace')}
      </Button>
      <IconButton label={t('close')} onClick={onClose}>
        <X />
      </IconButton>
    </p>
  )
}
