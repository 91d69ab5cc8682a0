import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import text from '../../../ui/text.module.css'
import styles from './Result.module.css'

/** The trace behind an exemplar. */
export function TraceNote({ traceId, onClose }: { traceId: string; onClose: () => void }) {
  const t = useTranslations('metrics')
  return (
    <p className={styles['trace']} role="status">
      {t('trace')}{' '}
      <Link to="/traces/$traceId" params={{ traceId }} className={text['link']}>
        <code>{traceId}</code>
      </Link>
      <CopyButton look="plain" label={t('copyTrace')} read={() => traceId} />
      <IconButton label={t('close')} onClick={onClose}>
        <X />
      </IconButton>
    </p>
  )
}
