import { Check, Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { useCopy } from './useCopy.ts'

interface Props {
  readonly label: string
  readonly read: () => string
  readonly look?: 'plain' | 'bare' | 'icon'
  readonly icon?: ReactNode
}

/** Copies a text and says so for a moment. */
export function CopyButton({ label, read, look = 'bare', icon = <Copy /> }: Props) {
  const t = useTranslations('panel')
  const { copied, copy } = useCopy(read)
  const shownIcon = copied ? <Check /> : icon
  const shownLabel = copied ? t('copied') : label
  if (look === 'icon')
    return (
      <IconButton label={shownLabel} onClick={copy}>
        {shownIcon}
      </IconButton>
    )
  return (
    <Button look={look} size="small" icon={shownIcon} onClick={copy}>
      <span aria-live="polite">{shownLabel}</span>
    </Button>
  )
}
