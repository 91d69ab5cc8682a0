import type { AlertRow } from '@nobet/contracts'
import { BookOpen, Check, Copy } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button, buttonClass } from '../../../ui/Button.tsx'
import { useCopy } from '../../../ui/useCopy.ts'
import { useRunbook } from './useRunbook.ts'

/** Opens the runbook; one on a host that is not allowed can only be copied, and says why. */
export function RunbookButton({ alert }: { alert: Pick<AlertRow, 'runbookUrl' | 'annotations'> }) {
  const t = useTranslations('alerts.runbook')
  const runbook = useRunbook(alert)
  const { copied, copy } = useCopy(() => (runbook.kind === 'text' ? runbook.text : ''))
  switch (runbook.kind) {
    case 'link':
      return (
        <a className={buttonClass()} href={runbook.url} target="_blank" rel="noreferrer">
          <BookOpen />
          {t('open')}
        </a>
      )
    case 'text':
      return (
        <Button icon={copied ? <Check /> : <Copy />} title={t('notAllowed', { url: runbook.text })} onClick={copy}>
          {copied ? t('copied') : t('open')}
        </Button>
      )
    case 'none':
      return (
        <Button icon={<BookOpen />} disabled title={t('none')}>
          {t('open')}
        </Button>
      )
  }
}
